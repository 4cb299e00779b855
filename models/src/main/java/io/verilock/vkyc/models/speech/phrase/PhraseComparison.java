package io.verilock.vkyc.models.speech.phrase;

import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.SphinxDecoder.BestPath;
import io.verilock.vkyc.models.speech.phrase.SphinxLibrary.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How well a phrase explains a sound, against others and against any sounds of the language at all.
 * The limits were chosen on development recordings; docs/speech.md has the counts.
 */
final class PhraseComparison {
  /** A phrase that was said explains the sound nearly as well as free sounds do. */
  static final double LEAST_MARGIN = -25;

  /** In noise some decoy is as good as the phrase, but none is clearly better. */
  static final double LEAST_LEAD = -3;

  /** Some word of many explains its part a little better than the right one does. */
  static final double LEAST_VARIATION_LEAD = -6;

  /** Below, a word of the phrase was another one, or was not said. */
  static final double LEAST_EVIDENCE = -60;

  /** Frames that are added to each word, for a few frames alone say little of a short one. */
  private static final int DOUBT = 10;

  private static final int MS_OF_FRAME = 10;
  private static final int SAMPLES_OF_FRAME = 160;

  private final SphinxDecoder decoder;
  private final Tokens tokens;
  private final short[] sound;
  private final double frames;

  PhraseComparison(SphinxDecoder decoder, Tokens tokens, short[] sound) {
    this.decoder = decoder;
    this.tokens = tokens;
    this.sound = sound;
    this.frames = (double) sound.length / SAMPLES_OF_FRAME;
  }

  /**
   * Compares.
   *
   * @param words of the phrase
   * @param others phrases that it is not
   */
  PhraseVerdict compare(List<String> words, Set<List<String>> others) {
    Optional<BestPath> phrase = bestOf(Set.of(words));
    Optional<BestPath> free = decoder.bestPath(Grammars.anyOf(tokens.sounds()), sound);
    if (phrase.isEmpty() || free.isEmpty()) {
      return PhraseVerdict.nothingHeard();
    }
    int score = phrase.get().score();
    double margin = (score - free.get().score()) / frames;
    double lead = lead(score, bestOf(union(others, Rearrangements.of(words))));
    double variationLead = lead(score, bestVariation(words, others));
    List<HeardWord> heard = heardWords(words, phrase.get(), free.get());
    double weakest = heard.stream().mapToDouble(HeardWord::evidence).min().orElseThrow();
    boolean said =
        margin >= LEAST_MARGIN
            && lead >= LEAST_LEAD
            && variationLead >= LEAST_VARIATION_LEAD
            && weakest >= LEAST_EVIDENCE;
    return new PhraseVerdict(
        said ? Outcome.SAID : Outcome.NOT_SAID, margin, lead, variationLead, heard, List.of());
  }

  private static Set<List<String>> union(Set<List<String>> some, Set<List<String>> more) {
    Set<List<String>> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }

  private double lead(int score, Optional<BestPath> other) {
    return other.map(best -> (score - best.score()) / frames).orElse(-PhraseVerdict.NO_MARGIN);
  }

  private Optional<BestPath> bestOf(Set<List<String>> phrases) {
    return phrases.isEmpty()
        ? Optional.empty()
        : decoder.bestPath(Grammars.oneOf(phrases.stream().map(tokens::of).toList()), sound);
  }

  private Optional<BestPath> bestVariation(List<String> words, Set<List<String>> others) {
    List<List<String>> instead = Variations.of(words, others).stream().map(tokens::of).toList();
    return instead.stream().allMatch(List::isEmpty)
        ? Optional.empty()
        : decoder.bestPath(Grammars.oneExchanged(tokens.of(words), instead), sound);
  }

  private List<HeardWord> heardWords(List<String> words, BestPath phrase, BestPath free) {
    double[] freely = byFrame(free);
    List<Segment> segments =
        phrase.segments().stream().filter(segment -> Tokens.isWord(segment.word())).toList();
    List<HeardWord> heard = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      double evidence = segment.acoustic();
      for (int frame = segment.first(); frame <= segment.last(); frame++) {
        evidence -= frame < freely.length ? freely[frame] : 0;
      }
      heard.add(
          new HeardWord(
              words.get(i),
              segment.first() * MS_OF_FRAME,
              (segment.last() + 1) * MS_OF_FRAME,
              evidence / (segment.frames() + DOUBT)));
    }
    return heard;
  }

  /** What each frame adds to the score of a path. */
  private static double[] byFrame(BestPath path) {
    int frames = path.segments().stream().mapToInt(Segment::last).max().orElse(-1) + 1;
    double[] scores = new double[frames];
    for (Segment segment : path.segments()) {
      for (int frame = segment.first(); frame <= segment.last(); frame++) {
        scores[frame] = (double) segment.acoustic() / segment.frames();
      }
    }
    return scores;
  }
}

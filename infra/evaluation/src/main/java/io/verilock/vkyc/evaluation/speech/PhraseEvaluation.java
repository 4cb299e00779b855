package io.verilock.vkyc.evaluation.speech;

import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import io.verilock.vkyc.recordings.SoundFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Cuts recordings of sentences into phrases, and counts how often a phrase that was said is
 * rejected and one that was not is accepted. Where words begin and end is found by the check
 * itself, laid over the whole sentence.
 */
public final class PhraseEvaluation {
  private static final int DECOYS = 60;
  private static final int DECOY_WORDS = 5;
  private static final int REORDERED_BY = 2;

  private final PhraseVerifier verifier;
  private final SortedMap<String, Integer> recordings = new TreeMap<>();
  private final SortedMap<String, Integer> leftOut = new TreeMap<>();
  private final List<SpokenPhrase> phrases = new ArrayList<>();

  /** An evaluation of a check. */
  public PhraseEvaluation(PhraseVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * What came of one phrase: whether it was accepted as recorded and in noise, and whether phrases
   * that were not said were.
   *
   * @param others null where no other recording has a phrase
   */
  public record Checked(
      String language,
      boolean clean,
      boolean noise20,
      boolean noise10,
      boolean noise5,
      Others others) {
    /** Whether what was not said was accepted. */
    public record Others(boolean another, boolean oneWord, boolean reordered) {}
  }

  /**
   * Cuts a recording.
   *
   * @throws IOException if it cannot be read
   */
  public void cut(Path folder, Sentence sentence) throws IOException {
    String language = sentence.language();
    if (!verifier.languages().contains(language)) {
      return;
    }
    short[] sound = SoundFile.read(folder.resolve(sentence.path()));
    recordings.merge(language, 1, Integer::sum);
    List<SpokenPhrase> cut =
        sound.length > Dictation.LONGEST_SAMPLES
            ? List.of()
            : SpokenPhrase.cut(
                sentence.path(),
                language,
                verifier.verify(language, sentence.transcript(), List.of(), sound).words(),
                sound);
    leftOut.merge(language, cut.isEmpty() ? 1 : 0, Integer::sum);
    phrases.addAll(cut);
  }

  /** The phrases of all recordings that were cut. */
  public List<Integer> phrases() {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < phrases.size(); i++) {
      indices.add(i);
    }
    return indices;
  }

  /** Checks a phrase, and others against its sound; the same each time. */
  public Checked check(int index) {
    SpokenPhrase phrase = phrases.get(index);
    Random random = new Random(index);
    List<List<String>> elsewhere =
        phrases.stream()
            .filter(other -> other.language().equals(phrase.language()))
            .filter(other -> !other.path().equals(phrase.path()))
            .map(SpokenPhrase::words)
            .toList();
    List<String> decoys = decoys(elsewhere, random);
    return new Checked(
        phrase.language(),
        said(phrase, phrase.words(), decoys, phrase.sound()),
        said(phrase, phrase.words(), decoys, Noise.added(phrase.sound(), 20, index)),
        said(phrase, phrase.words(), decoys, Noise.added(phrase.sound(), 10, index)),
        said(phrase, phrase.words(), decoys, Noise.added(phrase.sound(), 5, index)),
        elsewhere.isEmpty() ? null : others(phrase, elsewhere, decoys, random));
  }

  private Checked.Others others(
      SpokenPhrase phrase, List<List<String>> elsewhere, List<String> decoys, Random random) {
    List<String> another = elsewhere.get(random.nextInt(elsewhere.size()));
    List<String> oneWord = new ArrayList<>(phrase.words());
    List<String> words =
        elsewhere.stream()
            .flatMap(List::stream)
            .filter(word -> !phrase.words().contains(word))
            .distinct()
            .toList();
    if (!words.isEmpty()) {
      oneWord.set(random.nextInt(oneWord.size()), words.get(random.nextInt(words.size())));
    }
    List<String> reordered = new ArrayList<>(phrase.words());
    Collections.rotate(reordered, REORDERED_BY);
    return new Checked.Others(
        said(phrase, another, decoys, phrase.sound()),
        said(phrase, oneWord, decoys, phrase.sound()),
        said(phrase, reordered, decoys, phrase.sound()));
  }

  private boolean said(
      SpokenPhrase phrase, List<String> words, List<String> decoys, short[] sound) {
    return verifier.verify(phrase.language(), String.join(" ", words), decoys, sound).said();
  }

  /** Phrases of other recordings, and words of them put together. */
  private static List<String> decoys(List<List<String>> elsewhere, Random random) {
    List<List<String>> shuffled = new ArrayList<>(elsewhere);
    Collections.shuffle(shuffled, random);
    List<String> words = elsewhere.stream().flatMap(List::stream).toList();
    Set<String> decoys = new LinkedHashSet<>();
    for (int i = 0; i < DECOYS && !words.isEmpty(); i++) {
      if (i < shuffled.size()) {
        decoys.add(String.join(" ", shuffled.get(i)));
      } else {
        List<String> made = new ArrayList<>();
        for (int word = 0; word < DECOY_WORDS; word++) {
          made.add(words.get(random.nextInt(words.size())));
        }
        decoys.add(String.join(" ", made));
      }
    }
    return List.copyOf(decoys);
  }

  /** The figures of each language. */
  public SortedMap<String, PhraseFigures> figures(List<Checked> checked) {
    SortedMap<String, PhraseFigures> figures = new TreeMap<>();
    recordings.forEach(
        (language, count) -> {
          List<Checked> these =
              checked.stream().filter(one -> one.language().equals(language)).toList();
          List<Checked.Others> others =
              these.stream().filter(one -> one.others() != null).map(Checked::others).toList();
          figures.put(
              language,
              new PhraseFigures(
                  count,
                  leftOut.get(language),
                  these.size(),
                  new PhraseFigures.Rejected(
                      count(these, one -> !one.clean()),
                      count(these, one -> !one.noise20()),
                      count(these, one -> !one.noise10()),
                      count(these, one -> !one.noise5())),
                  others.size(),
                  new PhraseFigures.Accepted(
                      count(others, Checked.Others::another),
                      count(others, Checked.Others::oneWord),
                      count(others, Checked.Others::reordered))));
        });
    return figures;
  }

  private static <T> int count(List<T> all, Predicate<T> which) {
    return (int) all.stream().filter(which).count();
  }
}

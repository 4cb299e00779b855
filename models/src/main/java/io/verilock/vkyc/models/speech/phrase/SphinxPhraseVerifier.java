package io.verilock.vkyc.models.speech.phrase;

import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.Loudness;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by PocketSphinx whether a phrase was said. A decoder is made for each question and freed
 * with its answer: it takes a tenth of a second, and knows no more words than are asked for. No
 * more decoders work at once than the machine has processors.
 */
public final class SphinxPhraseVerifier implements PhraseVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(SphinxPhraseVerifier.class);

  /** Nobody says four words in less, 0.3 s; the library cannot do with a few frames either. */
  private static final int SHORTEST = 4_800;

  private final Optional<SphinxLibrary> library;
  private final Map<String, Language> languages = new HashMap<>();
  private final Semaphore decoders =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** A language's models and words. */
  private record Language(SphinxModel model, PronouncingDictionary dictionary) {}

  /**
   * A verifier of the languages of some models.
   *
   * @param library nothing where the machine does not have it, which makes every verdict say so
   * @throws IOException if a dictionary cannot be read
   */
  public SphinxPhraseVerifier(Optional<SphinxLibrary> library, List<SphinxModel> models)
      throws IOException {
    this.library = library;
    for (SphinxModel model : models) {
      languages.put(
          model.language(), new Language(model, PronouncingDictionary.read(model.dictionaries())));
    }
  }

  @Override
  public Set<String> languages() {
    return library.isPresent() ? Set.copyOf(languages.keySet()) : Set.of();
  }

  @Override
  public PhraseVerdict verify(String language, String phrase, List<String> decoys, short[] sound) {
    if (sound.length > Dictation.LONGEST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples, of which %d are the most"
              .formatted(sound.length, Dictation.LONGEST_SAMPLES));
    }
    if (PronouncingDictionary.words(phrase).isEmpty()) {
      throw new IllegalArgumentException("a phrase without words");
    }
    if (!languages().contains(language)) {
      return PhraseVerdict.notAvailable();
    }
    decoders.acquireUninterruptibly();
    try {
      return verify(languages.get(language), phrase, decoys, sound);
    } catch (IOException e) {
      LOG.warn("a phrase in {} cannot be checked", language, e);
      return PhraseVerdict.notAvailable();
    } finally {
      decoders.release();
    }
  }

  private PhraseVerdict verify(Language language, String phrase, List<String> decoys, short[] sound)
      throws IOException {
    Set<String> texts = new LinkedHashSet<>(decoys);
    texts.add(phrase);
    Set<String> asked = new HashSet<>();
    texts.forEach(text -> asked.addAll(PhraseWords.possible(text)));
    Map<String, Set<String>> known = language.dictionary().pronunciations(asked);

    List<String> words = PhraseWords.of(phrase, known.keySet());
    List<String> unknown = words.stream().filter(word -> !known.containsKey(word)).toList();
    if (!unknown.isEmpty()) {
      return PhraseVerdict.unknown(unknown);
    }
    Set<List<String>> others = new LinkedHashSet<>();
    texts.forEach(text -> others.add(PhraseWords.of(text, known.keySet())));
    others.removeIf(other -> other.equals(words) || !known.keySet().containsAll(other));
    if (sound.length < SHORTEST) {
      return PhraseVerdict.nothingHeard();
    }
    Tokens tokens = new Tokens(known, language.dictionary().sounds());
    try (SphinxDecoder decoder =
        SphinxDecoder.open(library.orElseThrow(), language.model(), tokens.dictionary())) {
      return new PhraseComparison(decoder, tokens, Loudness.levelledSamples(sound))
          .compare(words, others);
    }
  }
}

package io.verilock.vkyc.models.speech;

import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Dictation in several languages by a Whisper network (Radford et al., "Robust Speech Recognition
 * via Large-Scale Weak Supervision", 2022), run by whisper.cpp. The likeliest token follows the
 * other, at no temperature: what it is not sure of is told by its probabilities and never tried
 * again at random. One piece of sound at a time, others wait.
 */
public final class WhisperDictation implements Dictation {
  /** Nobody says more; a network that does has lost the thread. */
  private static final double TOKENS_PER_SECOND = 10;

  private static final double RATE = 16_000;

  /** Shorter sound holds no word. */
  private static final int SHORTEST = 1_600;

  /** Probability that nobody speaks from which nothing is written, as its makers have it. */
  private static final double NO_SPEECH = 0.6;

  /**
   * Probability of another language from which nothing is written: told of the wrong one, the
   * network would translate what is said, and be sure of it.
   */
  private static final double OTHER_LANGUAGE = 0.5;

  /** It has learnt from subtitles, and describes music and noises as they do. */
  private static final Pattern CAPTION = Pattern.compile("[\\[\\](){}*♪♫]");

  private final WhisperLibrary library;
  private final Set<String> languages;
  private final int end;
  private Pointer context;

  private WhisperDictation(WhisperLibrary library, Pointer context, Set<String> languages) {
    this.library = library;
    this.context = context;
    this.languages = languages;
    this.end = library.token(context, "eot");
  }

  /**
   * Loads a model.
   *
   * @param model file in the ggml format of whisper.cpp
   * @param languages to be written down, as two letters
   * @throws IOException if it is no whole model of several languages
   */
  public static WhisperDictation load(WhisperLibrary library, Path model, Set<String> languages)
      throws IOException {
    GgmlFile.requireWhole(model);
    Pointer context = library.load(model);
    if (context == null) {
      throw new IOException("whisper.cpp cannot read the model " + model);
    }
    if (!library.isMultilingual(context)) {
      library.free(context);
      throw new IOException(
          "the model %s knows English only: a multilingual one is needed".formatted(model));
    }
    return new WhisperDictation(library, context, Set.copyOf(languages));
  }

  @Override
  public Set<String> languages() {
    return languages;
  }

  @Override
  public synchronized Dictated dictate(short[] samples, String language) {
    if (!languages.contains(language)) {
      throw new IllegalArgumentException(language + " is none of " + languages);
    }
    if (context == null) {
      throw new IllegalStateException("the dictation is closed");
    }
    if (samples.length < SHORTEST) {
      return new Dictated("", 0);
    }
    library.hear(context, Loudness.levelled(samples));
    float[] begun = library.next(context, new int[] {token("sot")}, 0);
    if (TokenChoice.probability(begun, token("nosp")) >= NO_SPEECH
        || isInAnotherLanguage(begun, library.languageToken(context, language))) {
      return new Dictated("", 0);
    }
    return decode(language, (int) (samples.length / RATE * TOKENS_PER_SECOND));
  }

  private boolean isInAnotherLanguage(float[] begun, int told) {
    int first = token("sot") + 1;
    int after = token("translate");
    for (int other = first; other < after; other++) {
      if (other != told && TokenChoice.probability(begun, other, first, after) >= OTHER_LANGUAGE) {
        return true;
      }
    }
    return false;
  }

  private Dictated decode(String language, int mostTokens) {
    int[] prompt = {library.languageToken(context, language), token("transcribe"), token("not")};
    float[] logits = library.next(context, prompt, 1);
    int decoded = 1 + prompt.length;
    WrittenTokens written = new WrittenTokens();
    while (written.size() < mostTokens) {
      // Words come first in the vocabulary, then the end, then what has to do with the form.
      TokenChoice choice = TokenChoice.of(logits, end + 1);
      if (choice.token() == end) {
        written.end(choice);
        return dictated(written);
      }
      written.add(choice);
      if (written.cutRepetition()) {
        return dictated(written);
      }
      logits = library.next(context, new int[] {choice.token()}, decoded);
      decoded++;
    }
    return new Dictated("", 0);
  }

  private Dictated dictated(WrittenTokens written) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.tokens().forEach(token -> bytes.writeBytes(library.bytes(context, token)));
    String text = bytes.toString(StandardCharsets.UTF_8).strip();
    return CAPTION.matcher(text).find()
        ? new Dictated("", 0)
        : new Dictated(text, written.confidence());
  }

  private int token(String role) {
    return library.token(context, role);
  }

  /** Frees the model; a second call does nothing. */
  public synchronized void close() {
    if (context != null) {
      library.free(context);
      context = null;
    }
  }
}

package io.verilock.vkyc.models.speech;

import java.util.Set;

/** Writes down what is said. Safe for use by several threads. */
public interface Dictation {
  /** Samples of the longest piece of sound, 12 s: networks were made for no longer ones. */
  int LONGEST_SAMPLES = 12 * 16_000;

  /** Languages it knows, as two letters such as {@code en}. */
  Set<String> languages();

  /**
   * What a piece of sound says.
   *
   * @param samples 16 kHz mono, 16 bit, of at most {@link #LONGEST_SAMPLES}
   * @param language in which it is said, one of {@link #languages()}
   */
  Dictated dictate(short[] samples, String language);
}

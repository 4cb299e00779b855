package io.verilock.vkyc.models.speech;

/**
 * What a dictation makes of a piece of sound.
 *
 * @param text what it says; empty where it says nothing
 * @param confidence geometric mean of the probabilities of the text's tokens, 0 to 1
 */
public record Dictated(String text, double confidence) {
  /**
   * Confidence from which a text is one. The English model makes up English for what it does not
   * understand, other languages and singing, but is less sure of it; docs/speech.md has the counts.
   */
  public static final double RECOGNISED = 0.75;

  /** Whether the sound holds speech that the dictation knows. */
  public boolean recognised() {
    return !text.isEmpty() && confidence >= RECOGNISED;
  }
}

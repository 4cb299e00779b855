package io.verilock.vkyc.models.speech;

/**
 * What a dictation makes of a piece of sound.
 *
 * @param text what it says; empty where it says nothing
 * @param confidence geometric mean of the probabilities of the text's tokens, 0 to 1
 */
public record Dictated(String text, double confidence) {
  /**
   * Confidence from which a text is one. Networks make up words for what they do not understand,
   * other languages and singing, but are less sure of them; docs/speech.md has the counts of the
   * English one.
   */
  public static final double RECOGNISED = 0.75;

  /** Whether the sound holds speech that the dictation knows. */
  public boolean recognised() {
    return !text.isEmpty() && confidence >= RECOGNISED;
  }
}

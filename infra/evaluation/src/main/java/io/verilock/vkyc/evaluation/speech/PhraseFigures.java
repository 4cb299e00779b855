package io.verilock.vkyc.evaluation.speech;

/**
 * How well phrases of one language are told from others.
 *
 * @param recordings of sentences
 * @param leftOut of them, those that cannot be cut into phrases: longer than 12 s, of fewer than
 *     four words, or with a word that is in no dictionary
 * @param phrases cut from the others
 * @param rejected of them, though they were said
 * @param others phrases that were not said, of each kind
 * @param accepted of them
 */
public record PhraseFigures(
    int recordings, int leftOut, int phrases, Rejected rejected, int others, Accepted accepted) {
  /** Phrases rejected as recorded, and in white noise of so many decibels below the speech. */
  public record Rejected(int clean, int noise20Db, int noise10Db, int noise5Db) {}

  /**
   * Phrases accepted that were not said.
   *
   * @param another of another recording
   * @param oneWord with one word exchanged
   * @param reordered the words that were said, in another order
   */
  public record Accepted(int another, int oneWord, int reordered) {}
}

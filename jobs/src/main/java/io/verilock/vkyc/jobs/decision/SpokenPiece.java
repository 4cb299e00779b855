package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.speech.Dictated;

/**
 * A piece of speech as it was written down.
 *
 * @param index its place among the recording's pieces
 * @param fromMillis where it begins, from the sound track's first sample on
 * @param toMillis where it ends
 * @param text what was said; null where the dictation is not sure enough to say
 * @param confidence 0 to 1
 */
public record SpokenPiece(
    int index, long fromMillis, long toMillis, String text, double confidence) {
  /** What a dictation made of a piece. */
  public static SpokenPiece of(int index, long fromMillis, long toMillis, Dictated dictated) {
    return new SpokenPiece(
        index,
        fromMillis,
        toMillis,
        dictated.recognised() ? dictated.text() : null,
        dictated.confidence());
  }
}

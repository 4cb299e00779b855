package io.verilock.vkyc.jobs.analysis;

/**
 * A piece of a recording's sound: 16 kHz mono.
 *
 * @param samples null where the recording has ended
 */
public record AudioPiece(String sessionId, int index, short[] samples) {
  /** Says that no more pieces come. */
  static AudioPiece end(String sessionId) {
    return new AudioPiece(sessionId, -1, null);
  }
}

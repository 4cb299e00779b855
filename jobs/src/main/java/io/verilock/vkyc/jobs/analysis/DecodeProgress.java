package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.media.MediaError;

/** How far a session's recording is decoded. State of {@link DecodeFrames}. */
public final class DecodeProgress {
  private static final String CHUNK_UNAVAILABLE = "chunk_unavailable";

  /** Frames given on so far; the next has this index. */
  public int frames;

  /** Pieces of audio given on so far. */
  public int audioPieces;

  /** Pieces of the recording kept. */
  public int pieces;

  public long bytes;

  /** What ended decoding, or null. */
  public MediaError error;

  /** Whether a piece is missing: what follows it cannot be decoded. */
  public boolean pieceMissing;

  /** Whether there is nothing more to decode. */
  boolean failed() {
    return pieceMissing || error != null;
  }

  /** Whether the bytes are worth keeping. */
  boolean keeps() {
    return !pieceMissing && error != MediaError.RECORDING_TOO_LARGE;
  }

  /** Code of what ended decoding, as users see it, or null. */
  String code() {
    if (pieceMissing) {
      return CHUNK_UNAVAILABLE;
    }
    return error == null ? null : error.code();
  }
}

package io.verilock.vkyc.jobs.analysis;

/** How far a session's recording is decoded. State of {@link DecodeFrames}. */
public final class DecodeProgress {
  /** Frames given on so far; the next has this index. */
  public int frames;

  /** Pieces of audio given on so far. */
  public int audioPieces;

  /** Pieces of the recording kept. */
  public int pieces;

  public long bytes;

  /** Code of what ended decoding, or null. */
  public String error;
}

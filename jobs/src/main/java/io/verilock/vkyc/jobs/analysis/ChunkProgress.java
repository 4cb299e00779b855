package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.speech.AskedPhrase;

/** How far a session's chunks have come. State of {@link OrderChunks}. */
public final class ChunkProgress {
  public boolean created;
  public boolean ended;

  /** Whether the session was deleted. */
  public boolean deleted;

  /** Whether a chunk of any take was passed on. */
  public boolean started;

  /** The take of the recording that counts. */
  public int take = 1;

  /** Sequence number, within the take, of the chunk that is passed on next. */
  public int next;

  /** Sequence number of the last chunk, -1 until it is known. */
  public int lastSequence = -1;

  public long earlyBytes;
  public long expiresAt;
  public long clearAt;
  public int maxDurationSeconds;

  /** Of what is said; null where nobody wants to read it. */
  public String language;

  /** That is to be said; null where none is. */
  public AskedPhrase phrase;

  /** Of the take; null before its first chunk. */
  public InputTally tally;
}

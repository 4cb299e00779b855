package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.schemas.ObjectReference;

/**
 * The next piece of a session's recording.
 *
 * @param bytes the piece; null where {@code object} says where it is
 * @param last whether the recording ends here
 * @param abandoned whether the recording ended without its last piece: nothing more will come, and
 *     what is kept of it can go
 * @param erase whether a stored recording is to go too
 * @param partition partition of the chunks' topic it came from
 * @param offset its offset there
 * @param maxDurationSeconds longest video the session allows; 0 for the job's own limit
 */
public record OrderedChunk(
    String sessionId,
    int sequence,
    byte[] bytes,
    ObjectReference object,
    boolean last,
    boolean abandoned,
    boolean erase,
    int partition,
    long offset,
    int maxDurationSeconds) {

  /** Says that the recording was given up. */
  public static OrderedChunk abandon(String sessionId, boolean erase) {
    return new OrderedChunk(sessionId, -1, null, null, false, true, erase, -1, -1, 0);
  }
}

package io.verilock.vkyc.jobs.analysis;

/**
 * A whole recording, piece by piece as uploaded. Large: never leaves the task it was decoded in.
 *
 * @param pieces in order; null where what is stored of the session is to be erased
 */
public record Recording(String sessionId, byte[][] pieces) {}

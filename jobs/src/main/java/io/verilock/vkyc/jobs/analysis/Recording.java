package io.verilock.vkyc.jobs.analysis;

/**
 * A whole recording, piece by piece as uploaded. Large: never leaves the task it was decoded in.
 *
 * @param take of the recording, from 1; 0 where what is stored is to be erased
 * @param pieces in order; null where what is stored of the session is to be erased
 */
public record Recording(String sessionId, int take, byte[][] pieces) {}

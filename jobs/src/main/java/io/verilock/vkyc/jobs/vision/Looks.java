package io.verilock.vkyc.jobs.vision;

/**
 * Where the liveness models looked last at a recording.
 *
 * @param firstMicros presentation time of the first frame with a usable face
 * @param cell of the recording, see {@link LookSchedule}; -1 before the first look
 * @param quality unified score of the best face looked at in that cell, 0-100
 */
public record Looks(long firstMicros, long cell, double quality) {
  /** Of a recording without a look so far. */
  public static final Looks NONE = new Looks(0, -1, 0);
}

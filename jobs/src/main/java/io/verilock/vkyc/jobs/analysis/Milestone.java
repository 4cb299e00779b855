package io.verilock.vkyc.jobs.analysis;

/** What became of a session's upload. */
public enum Milestone {
  /** The first chunk is there. */
  STARTED,
  /** The last chunk is there and none is missing. */
  RECEIVED,
  /** The session ran out first. */
  EXPIRED
}

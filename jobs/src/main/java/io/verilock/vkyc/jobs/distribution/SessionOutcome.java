package io.verilock.vkyc.jobs.distribution;

/** How a session ended, as far as it is counted. */
public enum SessionOutcome {
  APPROVED,
  DECLINED,
  NEEDS_REVIEW,
  EXPIRED
}

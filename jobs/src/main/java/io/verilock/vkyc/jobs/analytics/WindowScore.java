package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSummary;

/**
 * One score in one window.
 *
 * @param counts scores per bin of {@link ScoreHistogram}
 * @param looks how often they were compared with the reference
 * @param drifted whether they differed at the last of these: such a window is no reference
 */
public record WindowScore(long[] counts, int looks, boolean drifted) {
  /** Scores that nobody has looked at. */
  static WindowScore of(ScoreSummary summary) {
    return new WindowScore(
        summary.getCounts().stream().mapToLong(Long::longValue).toArray(), 0, false);
  }

  ScoreHistogram histogram() {
    return ScoreHistogram.of(counts, 0);
  }

  /** The same after one more look. */
  WindowScore lookedAt(boolean differs) {
    return new WindowScore(counts, looks + 1, differs);
  }

  /** The same with other counts. */
  WindowScore with(WindowScore later) {
    return new WindowScore(later.counts, looks, drifted);
  }

  /** The same as part of the reference. */
  WindowScore asReference() {
    return new WindowScore(counts, looks, false);
  }
}

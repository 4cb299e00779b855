package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSketch;

/** How sessions ended and how their scores are distributed; what others hold can be added. */
final class Distributions {
  private SessionCounts counts;
  private final Score faceMatch;
  private final Score liveness;
  private final long[] joint;
  private final ScoreSketch latency;

  Distributions(
      SessionCounts counts, Score faceMatch, Score liveness, long[] joint, ScoreSketch latency) {
    this.counts = counts;
    this.faceMatch = faceMatch;
    this.liveness = liveness;
    this.joint = joint;
    this.latency = latency;
  }

  /** One score: exact counts, and a sketch for quantiles. */
  record Score(ScoreHistogram histogram, ScoreSketch sketch) {
    private static Score none() {
      return new Score(ScoreHistogram.empty(), ScoreSketch.empty());
    }

    private void add(Score other) {
      histogram.add(other.histogram);
      sketch.add(other.sketch);
    }
  }

  /** No session. */
  static Distributions none() {
    return new Distributions(
        SessionCounts.NONE,
        Score.none(),
        Score.none(),
        new long[DistributionRow.JOINT_CELLS * DistributionRow.JOINT_CELLS],
        ScoreSketch.empty());
  }

  void add(Distributions other) {
    counts = counts.plus(other.counts);
    faceMatch.add(other.faceMatch);
    liveness.add(other.liveness);
    for (int i = 0; i < joint.length; i++) {
      joint[i] += other.joint[i];
    }
    latency.add(other.latency);
  }

  SessionCounts counts() {
    return counts;
  }

  Score faceMatch() {
    return faceMatch;
  }

  Score liveness() {
    return liveness;
  }

  /** Completed sessions by both scores: rows by face match of cells by liveness, 5 points each. */
  long[] joint() {
    return joint.clone();
  }

  /** Seconds from the latest input to the result. */
  ScoreSketch latency() {
    return latency;
  }
}

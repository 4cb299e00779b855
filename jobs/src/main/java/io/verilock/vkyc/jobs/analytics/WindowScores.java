package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.ScoreDistribution;

/** The watched scores in one window. */
public record WindowScores(WindowScore faceMatch, WindowScore liveness) {
  static WindowScores of(ScoreDistribution distribution) {
    return new WindowScores(
        WindowScore.of(distribution.getFaceMatch()), WindowScore.of(distribution.getLiveness()));
  }

  WindowScore get(WatchedScore score) {
    return switch (score) {
      case FACE_MATCH -> faceMatch;
      case LIVENESS -> liveness;
    };
  }

  /** The same with one score replaced. */
  WindowScores with(WatchedScore score, WindowScore other) {
    return switch (score) {
      case FACE_MATCH -> new WindowScores(other, liveness);
      case LIVENESS -> new WindowScores(faceMatch, other);
    };
  }

  /** Later counts of the same window, looked at as these were. */
  WindowScores with(WindowScores later) {
    return new WindowScores(faceMatch.with(later.faceMatch), liveness.with(later.liveness));
  }
}

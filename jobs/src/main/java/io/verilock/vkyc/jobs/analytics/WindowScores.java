package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreSummary;

/**
 * The scores of one window, and how often they were looked at.
 *
 * @param faceMatch scores per bin of {@link ScoreHistogram}
 * @param liveness the same of liveness
 * @param faceMatchLooks comparisons of the face match with the reference
 * @param livenessLooks the same of liveness
 */
record WindowScores(long[] faceMatch, long[] liveness, int faceMatchLooks, int livenessLooks) {
  /** Scores of a distribution that nobody has looked at. */
  static WindowScores of(ScoreDistribution distribution) {
    return new WindowScores(
        counts(distribution.getFaceMatch()), counts(distribution.getLiveness()), 0, 0);
  }

  ScoreHistogram histogram(WatchedScore score) {
    return ScoreHistogram.of(score == WatchedScore.FACE_MATCH ? faceMatch : liveness, 0);
  }

  int looks(WatchedScore score) {
    return score == WatchedScore.FACE_MATCH ? faceMatchLooks : livenessLooks;
  }

  /** The same, looked at once more. */
  WindowScores lookedAt(WatchedScore score) {
    return score == WatchedScore.FACE_MATCH
        ? new WindowScores(faceMatch, liveness, faceMatchLooks + 1, livenessLooks)
        : new WindowScores(faceMatch, liveness, faceMatchLooks, livenessLooks + 1);
  }

  /** Later scores of the same window, looked at as often. */
  WindowScores with(WindowScores later) {
    return new WindowScores(later.faceMatch, later.liveness, faceMatchLooks, livenessLooks);
  }

  private static long[] counts(ScoreSummary summary) {
    return summary.getCounts().stream().mapToLong(Long::longValue).toArray();
  }
}

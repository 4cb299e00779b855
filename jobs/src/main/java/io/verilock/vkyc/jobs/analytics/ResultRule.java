package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;

/** Rule of results. */
final class ResultRule {
  private ResultRule() {}

  /** What is wrong with a result, or null. */
  static String fault(VideoResult result) {
    if (result.getStatus() == SessionStatus.unknown) {
      return "status is unknown";
    }
    if (hasEnded(result) && result.getAnalysedAt() == null) {
      return "the session has ended, but there is no analysed_at";
    }
    if (result.getStatus() == SessionStatus.completed && result.getResult() == null) {
      return "status is completed, but there is no result";
    }
    if (isNoScore(result.getFaceMatchScore())) {
      return "face_match_score is not from 0 to 100";
    }
    return isNoScore(result.getLivenessScore()) ? "liveness_score is not from 0 to 100" : null;
  }

  /** Whether a result is one that counts. */
  static boolean hasEnded(VideoResult result) {
    return result.getStatus() == SessionStatus.completed
        || result.getStatus() == SessionStatus.expired;
  }

  private static boolean isNoScore(Double score) {
    return score != null && !(score >= 0 && score <= 100);
  }
}

package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results as the analysis writes them. */
final class Results {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Dimensions SPANISH =
      new Dimensions("acme", VideoMode.self_record, "es", "open@000000000000");

  private Results() {}

  static VideoResult approved(String sessionId, Instant at, double faceMatch, double liveness) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId("acme")
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage("es")
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.approved)
        .setFaceMatchScore(faceMatch)
        .setLivenessScore(liveness)
        .setDurationSeconds(12)
        .setModelVersions(Map.of("face_embedder", "open/mobilefacenet@aaaaaaaaaaaa"))
        .setChecks(
            List.of(
                check("passive_liveness", CheckStatus.passed, liveness),
                check("match_selfie", CheckStatus.passed, faceMatch)))
        .setAnalysedAt(at)
        .build();
  }

  static VideoResult inReview(String sessionId, Instant at, String... reasons) {
    VideoResult result = approved(sessionId, at, 55, 45);
    result.setResult(Outcome.needs_review);
    result.setReasons(List.of(reasons));
    return result;
  }

  static VideoResult reviewed(VideoResult result, Outcome outcome) {
    VideoResult reviewed = VideoResult.newBuilder(result).build();
    reviewed.setResult(outcome);
    reviewed.setReviewerId("Jane Doe");
    reviewed.setReviewNotes("looks like her brother");
    List<String> reasons = new ArrayList<>(result.getReasons());
    reasons.add(0, "reviewed");
    reviewed.setReasons(reasons);
    return reviewed;
  }

  static VideoResult expired(String sessionId, Instant at) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId("acme")
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage("es")
        .setStatus(SessionStatus.expired)
        .setReasons(List.of("session_expired"))
        .setAnalysedAt(at)
        .build();
  }

  static Check check(String name, CheckStatus status, Double score) {
    return Check.newBuilder().setName(name).setStatus(status).setScore(score).build();
  }

  /** A result as read from its topic, {@code millisLater} after its latest input. */
  static Received<VideoResult> received(VideoResult result, long offset, long millisLater) {
    long at = result.getAnalysedAt() == null ? 0 : result.getAnalysedAt().toEpochMilli();
    return new Received<>(result, Topics.RESULTS.name(), 0, offset, at + millisLater);
  }

  static EndedSession ended(String sessionId, long offset, Instant at, SessionOutcome outcome) {
    return ended(sessionId, offset, at, outcome, List.of());
  }

  static EndedSession ended(
      String sessionId, long offset, Instant at, SessionOutcome outcome, List<String> reasons) {
    return new EndedSession(
        sessionId,
        Topics.RESULTS.name(),
        0,
        offset,
        at.toEpochMilli() + 500,
        at.toEpochMilli(),
        SPANISH,
        reasons,
        new CountedSession(outcome, false, true, true, true, 80.0, 90.0, 0.5));
  }
}

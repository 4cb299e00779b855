package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.LivenessScore;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.SessionScore;
import io.verilock.vkyc.jobs.decision.SourceIntegrity;
import io.verilock.vkyc.jobs.decision.SpeechEvidence;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.InputRange;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TranscriptPiece;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what is known of a session as a result that the policy has not decided yet. */
final class ResultDraft {
  private final Map<String, String> modelVersions;

  ResultDraft(Map<String, String> modelVersions) {
    this.modelVersions = Map.copyOf(modelVersions);
  }

  /** A session under way. */
  VideoResult open(String sessionId, SessionProgress session, SessionStatus status) {
    SessionSettings settings = session.settings;
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(settings.getTenantId())
        .setVideoMode(settings.getVideoMode())
        .setVideoLanguage(settings.getVideoLanguage())
        .setStatus(status)
        .build();
  }

  /** A session that ended without a whole video. */
  VideoResult expired(
      String sessionId,
      SessionProgress session,
      List<Reason> reasons,
      Iterable<InputTally> tallies) {
    VideoResult result = open(sessionId, session, SessionStatus.expired);
    result.setReasons(reasons.stream().map(Reason::code).toList());
    return withInputs(result, tallies);
  }

  /** A session whose video was analysed, or could not be. */
  VideoResult completed(String sessionId, SessionProgress session, Iterable<InputTally> tallies) {
    SessionScore score = session.score;
    List<Check> checks = score.checks();
    VideoResult result = open(sessionId, session, SessionStatus.completed);
    result.setTake(session.take);
    result.setChecks(new ArrayList<>(checks));
    result.setFaceMatchScore(
        lowest(score(checks, CheckName.MATCH_SELFIE), score(checks, CheckName.MATCH_DOCUMENT)));
    result.setLivenessScore(LivenessScore.of(checks));
    result.setTranscript(session.speech().transcript());
    result.setTranscriptPieces(pieces(session.speech()));
    result.setModelVersions(new HashMap<>(modelVersions));
    result.setRecording(session.stored);
    result.setReviewCopy(session.reviewCopy);
    result.setCapture(SourceIntegrity.capture(session.capture, session.recording));
    if (score.timeline() != null) {
      result.setTimeline(score.timeline().seconds());
      result.setBestFrameMs(score.timeline().bestFrameMillis());
    }
    if (session.recording.error() == null) {
      result.setDurationSeconds((int) Math.round(session.recording.durationMicros() / 1e6));
      result.setReasons(session.recording.remarks());
    } else {
      result.setReasons(List.of(Reason.VIDEO_NOT_ANALYSED.code(), session.recording.error()));
    }
    return withInputs(result, tallies);
  }

  private static List<TranscriptPiece> pieces(SpeechEvidence speech) {
    return speech.pieces().stream()
        .map(
            piece ->
                TranscriptPiece.newBuilder()
                    .setFromMs(piece.fromMillis())
                    .setToMs(piece.toMillis())
                    .setText(piece.text())
                    .setConfidence(Math.round(piece.confidence() * 1e4) / 1e4)
                    .build())
        .toList();
  }

  private static VideoResult withInputs(VideoResult result, Iterable<InputTally> tallies) {
    List<InputRange> inputs = new ArrayList<>();
    long latest = 0;
    for (InputTally tally : tallies) {
      inputs.add(tally.toRange());
      latest = Math.max(latest, tally.latestMillis());
    }
    inputs.sort(Comparator.comparing(InputRange::getTopic));
    result.setInputs(inputs);
    result.setAnalysedAt(Instant.ofEpochMilli(latest));
    return result;
  }

  private static Double score(List<Check> checks, String name) {
    for (Check check : checks) {
      if (check.getName().equals(name)) {
        return check.getScore();
      }
    }
    return null;
  }

  private static Double lowest(Double a, Double b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.min(a, b);
  }
}

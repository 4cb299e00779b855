package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.InputRange;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TimelineSecond;
import io.verilock.vkyc.schemas.TranscriptPiece;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results for tests. */
final class Results {
  private Results() {}

  /** One in which every field is set. */
  static VideoResult full() {
    return VideoResult.newBuilder()
        .setSessionId("anna-1")
        .setTenantId("bank")
        .setVideoMode(VideoMode.live_agent)
        .setVideoLanguage("de")
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.needs_review)
        .setVideoUrl("http://127.0.0.1/anna")
        .setDurationSeconds(12)
        .setFaceMatchScore(71.25)
        .setLivenessScore(48.5)
        .setTranscript("Anna \"A\" \u00e9")
        .setAgentId("agent-1")
        .setAgentNotes("calm")
        .setReasons(List.of("liveness_uncertain", "speech_not_checked"))
        .setChecks(
            List.of(
                new Check(
                    "match_selfie",
                    CheckStatus.passed,
                    71.25,
                    List.of("match"),
                    Map.of("frames", 5.0, "cosine", 0.5),
                    null),
                new Check(
                    "speech", CheckStatus.not_available, null, List.of(), Map.of(), "no words")))
        .setModelVersions(Map.of("face_embedder", "open/e@1", "face_detector", "open/d@2"))
        .setPolicyVersion("p1")
        .setInputs(List.of(new InputRange("video.chunks", 3, 10L, 12L, 3)))
        .setRecording(new ObjectReference("s3a://b/k", 9L, "ab"))
        .setReviewerId("r")
        .setReviewNotes("n")
        .setAnalysedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
        .setVersion(4)
        .setTimeline(
            List.of(
                new TimelineSecond(
                    40L, 5, 4, 2, 71.5, null, 88.25, List.of("face_blurred", "face_cut_off"))))
        .setBestFrameMs(240L)
        .setTake(2)
        .setCapture(Capture.live)
        .setTranscriptPieces(
            List.of(
                new TranscriptPiece(100L, 900L, "Anna", 0.9),
                new TranscriptPiece(900L, 1_200L, null, 0.2)))
        .setReviewCopy(new ObjectReference("s3a://b/c", 8L, "cd"))
        .build();
  }

  /** One of which little is known. */
  static VideoResult pending(String sessionId) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.pending)
        .build();
  }
}

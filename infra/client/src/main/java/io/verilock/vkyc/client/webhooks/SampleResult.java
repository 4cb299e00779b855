package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Instant;

/** A made-up result, for webhooks that only try something out. */
public final class SampleResult {
  private SampleResult() {}

  /** The result of a session that was approved. */
  public static VideoResult of(String sessionId, String tenantId, Instant now) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenantId)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.approved)
        .setDurationSeconds(12)
        .setFaceMatchScore(97.0)
        .setLivenessScore(93.0)
        .setAnalysedAt(now)
        .build();
  }
}

package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.schemas.CallStanding;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Webhooks that tell a tenant's endpoints what becomes of calls, where they want to know. */
final class CallEvents {
  private static final Map<String, String> TYPES =
      Map.of(
          "waiting", "call.queued",
          "connected", "call.started",
          "dropped", "call.dropped",
          "ended", "call.ended",
          "abandoned", "call.abandoned");

  private CallEvents() {}

  /** Tells what a call has just become, with the same commit. */
  static void tell(Handle handle, String tenantId, LiveCall call) {
    VideoResult whose =
        VideoResult.newBuilder()
            .setSessionId(call.sessionId())
            .setTenantId(tenantId)
            .setVideoMode(VideoMode.live_agent)
            .setStatus(SessionStatus.in_progress)
            .setVersion(0)
            .build();
    CallStanding standing =
        CallStanding.newBuilder()
            .setCallId(call.callId())
            .setState(call.state())
            .setAgentId(call.agentId())
            .setAskedAt(call.askedAt())
            .setTakenAt(call.takenAt())
            .setEndedAt(call.endedAt())
            .setEndedBy(call.endedBy())
            .build();
    Outbox.leave(
        handle,
        Topics.WEBHOOKS,
        new WebhookEvent(
            Secrets.id("evt_"),
            TYPES.get(call.state()),
            tenantId,
            call.sessionId(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            whose,
            standing));
  }
}

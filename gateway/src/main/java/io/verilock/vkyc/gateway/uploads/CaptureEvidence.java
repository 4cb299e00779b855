package io.verilock.vkyc.gateway.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a person's page says of how their video is captured, kept as it comes. */
public final class CaptureEvidence {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaptureEvidence() {}

  static Answer put(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    session.requireOpen();
    if (session.chunkCount() != null) {
      throw new Problem(
          ErrorCode.RECORDING_FINISHED,
          "The recording of %s is whole.".formatted(session.sessionId()));
    }
    handle
        .createUpdate(
            "insert into capture_evidence (session_id, evidence, received_at)"
                + " values (:id, :evidence, :at) on conflict (session_id)"
                + " do update set evidence = excluded.evidence, received_at = excluded.received_at")
        .bind("id", session.sessionId())
        .bind("evidence", call.body().toString())
        .bind("at", call.at())
        .execute();
    AuditLog.session(handle, call, session.sessionId());
    return Answer.empty();
  }

  static Answer get(Call call, Handle handle) throws Problem {
    Session session = Sessions.get(handle, call.caller().tenantId(), call.path("session_id"));
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(200, find(handle, session.sessionId()).orElseGet(() -> none(session)));
  }

  /** What was said of a session's capture as the contract writes it, if anything was. */
  public static Optional<ObjectNode> find(Handle handle, String sessionId) {
    return handle
        .createQuery("select * from capture_evidence where session_id = :id")
        .bind("id", sessionId)
        .map(
            (row, context) -> {
              ObjectNode json = JSON.createObjectNode().put("session_id", sessionId);
              json.set("evidence", parsed(row.getString("evidence")));
              return json.put("received_at", Times.text(Rows.instant(row, "received_at")));
            })
        .findOne();
  }

  /**
   * What the end of a recording tells the jobs of its capture: what the page said, and when the
   * chunks came. Nothing where no page said anything, or one chunk alone tells no time.
   */
  static Optional<io.verilock.vkyc.schemas.CaptureEvidence> ofRecording(
      Handle handle, String sessionId) {
    return Receipts.span(handle, sessionId)
        .flatMap(
            span -> find(handle, sessionId).map(kept -> ofRecording(kept.get("evidence"), span)));
  }

  private static io.verilock.vkyc.schemas.CaptureEvidence ofRecording(
      JsonNode evidence, Receipts.Span span) {
    JsonNode settings = evidence.at("/camera/settings");
    JsonNode frames = evidence.get("frames");
    return io.verilock.vkyc.schemas.CaptureEvidence.newBuilder()
        .setCameraLabel(evidence.at("/camera/label").asText())
        .setMicrophoneLabel(evidence.at("/microphone/label").asText())
        .setWidth(whole(settings.path("width")))
        .setHeight(whole(settings.path("height")))
        .setFrameRate(number(settings.path("frameRate")))
        .setFrames(Objects.requireNonNullElse(whole(frames.get("count")), 0))
        .setFrameMeanMs(number(frames.get("mean_ms")))
        .setFrameDeviationMs(number(frames.get("deviation_ms")))
        .setFrameLongestMs(number(frames.get("longest_ms")))
        .setParts(evidence.get("parts").asInt())
        .setFirstChunkAt(span.first())
        .setLastChunkAt(span.last())
        .build();
  }

  /** Null where a browser gives no number, or one that no camera has. */
  private static Integer whole(JsonNode value) {
    return value.isNumber() && value.canConvertToInt() ? (Integer) value.intValue() : null;
  }

  private static Double number(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? (Double) value.doubleValue()
        : null;
  }

  private static ObjectNode none(Session session) {
    return JSON.createObjectNode()
        .put("session_id", session.sessionId())
        .putNull("evidence")
        .putNull("received_at");
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evidence that was kept is no JSON", e);
    }
  }
}

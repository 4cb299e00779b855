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

package io.verilock.vkyc.gateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.http.Times;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The audit log over HTTP. */
public final class AuditOperations {
  private AuditOperations() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction list = AuditOperations::list;
    Operation.InTransaction history = AuditOperations::history;
    return Map.of("listAuditEntries", list, "getSessionHistory", history);
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    Cursor cursor = Cursor.of(call);
    AuditLog.Choice choice =
        new AuditLog.Choice(
            call.text("session_id"),
            call.text("actor_id"),
            call.text("action"),
            call.time("from"),
            call.time("to"),
            cursor == null ? null : Long.valueOf(cursor.id()));
    List<AuditLog.Entry> found = found(call, handle, choice);
    AuditLog.target(handle, call, null);
    return page(call, found);
  }

  private static Answer history(Call call, Handle handle) throws Problem {
    String sessionId = call.path("session_id");
    Cursor cursor = Cursor.of(call);
    Long before = cursor == null ? null : Long.valueOf(cursor.id());
    List<AuditLog.Entry> found =
        found(call, handle, new AuditLog.Choice(sessionId, null, null, null, null, before));
    if (found.isEmpty() && before == null) {
      throw new Problem(
          ErrorCode.SESSION_NOT_FOUND, "Nothing was done with a session %s.".formatted(sessionId));
    }
    AuditLog.session(handle, call, sessionId);
    return page(call, found);
  }

  /** One more than are asked for, where there are so many. */
  private static List<AuditLog.Entry> found(Call call, Handle handle, AuditLog.Choice choice) {
    return AuditLog.list(handle, call.caller().tenantId(), choice, call.number("limit") + 1);
  }

  private static Answer page(Call call, List<AuditLog.Entry> found) {
    return Pages.answer(
        call,
        found,
        call.number("limit"),
        AuditOperations::json,
        last -> new Cursor(last.at(), Long.toString(last.id())));
  }

  private static ObjectNode json(AuditLog.Entry entry) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("audit_id", Long.toString(entry.id()))
            .put("at", Times.text(entry.at()));
    json.putObject("actor").put("type", entry.actorType()).put("id", entry.actorId());
    return json.put("action", entry.action())
        .put("session_id", entry.sessionId())
        .put("target_id", entry.targetId())
        .put("source_address", entry.sourceAddress())
        .put("request_id", entry.requestId());
  }
}

package io.verilock.vkyc.gateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    return Map.of("listAuditEntries", list);
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
    int limit = call.number("limit");
    List<AuditLog.Entry> found = AuditLog.list(handle, call.caller().tenantId(), choice, limit + 1);
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        found,
        limit,
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

package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.Signals.Change;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of calls: which there are, and what becomes of those that were taken. */
final class CallTable {
  /** What the audit log calls what nobody asked for. */
  private static final Map<String, String> BY_ITSELF =
      Map.of("connected", "resumeCall", "dropped", "dropCall", "ended", "closeCall");

  /** More than anybody leaves undecided in earnest. */
  private static final int MOST_UNDECIDED = 50;

  private CallTable() {}

  /**
   * A call of a tenant.
   *
   * @throws Problem if there is none of that id
   */
  static LiveCall get(Handle handle, String tenantId, String callId) throws Problem {
    return handle
        .createQuery("select * from live_call where tenant_id = :tenant and call_id = :id")
        .bind("tenant", tenantId)
        .bind("id", callId)
        .map((row, context) -> call(row))
        .findOne()
        .orElseThrow(
            () -> new Problem(ErrorCode.CALL_NOT_FOUND, "There is no call %s.".formatted(callId)));
  }

  /** The latest call of a session, if there is one. */
  static Optional<LiveCall> latest(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select * from live_call where session_id = :id"
                + " order by asked_at desc, call_id desc limit 1")
        .bind("id", sessionId)
        .map((row, context) -> call(row))
        .findOne();
  }

  /** Sessions of an agent's last calls that have a result, and nobody's decision or proposal. */
  static List<String> undecided(Handle handle, String tenantId, String agentId) {
    return handle
        .createQuery(
            "select session_id from live_call join session_result using (session_id)"
                + " where live_call.tenant_id = :tenant and agent_id = :agent and state = 'ended'"
                + " and taken_at is not null and status in ('in_progress', 'completed')"
                + " and not exists (select 1 from review where review.session_id ="
                + " live_call.session_id) and not exists (select 1 from review_proposal where"
                + " review_proposal.session_id = live_call.session_id) and not exists (select 1"
                + " from live_call as later where later.session_id = live_call.session_id"
                + " and later.taken_at > live_call.taken_at)"
                + " order by taken_at desc limit :most")
        .bind("tenant", tenantId)
        .bind("agent", agentId)
        .bind("most", MOST_UNDECIDED)
        .mapTo(String.class)
        .list();
  }

  /** The latest call of a session that was taken, if one was. */
  static Optional<LiveCall> taken(Handle handle, String tenantId, String sessionId) {
    return handle
        .createQuery(
            "select * from live_call where tenant_id = :tenant and session_id = :session"
                + " and taken_at is not null order by taken_at desc, call_id desc limit 1")
        .bind("tenant", tenantId)
        .bind("session", sessionId)
        .map((row, context) -> call(row))
        .findOne();
  }

  /** Keeps what an agent has noted about a call of theirs; whether it is theirs. */
  static boolean note(
      Handle handle, String callId, String agentId, String notes, List<String> asked) {
    return handle
            .createUpdate(
                "update live_call set notes = :notes, asked = :asked where call_id = :id"
                    + " and agent_id = :agent and taken_at is not null")
            .bind("notes", notes)
            .bindArray("asked", String.class, asked)
            .bind("id", callId)
            .bind("agent", agentId)
            .execute()
        == 1;
  }

  /** What is set when a call is over. */
  static String over(Change by) {
    return "state = 'ended', ended_at = clock_timestamp(), ended_by = '%s'".formatted(by.text());
  }

  /** Changes taken calls of a tenant, and tells both sides of each. */
  static void change(Handle handle, String tenantId, String set, String where, Change by) {
    List<LiveCall> changed =
        handle
            .createQuery(
                "update live_call set %s where tenant_id = :tenant and %s returning *"
                    .formatted(set, where))
            .bind("tenant", tenantId)
            .map((row, context) -> call(row))
            .list();
    for (LiveCall call : changed) {
      AuditLog.system(
          handle, tenantId, BY_ITSELF.get(call.state()), call.sessionId(), call.callId());
      Signals.state(handle, tenantId, call, by);
      if (!call.isOpen()) {
        Agents.idleFromNow(handle, call.agentId());
      }
    }
  }

  /** Ends a connected call of an agent; whether it was. */
  static boolean end(Handle handle, String callId, String agentId) {
    return handle
            .createUpdate(
                "update live_call set "
                    + over(Change.AGENT)
                    + " where call_id = :id and agent_id = :agent and state in ('connected', 'dropped')")
            .bind("id", callId)
            .bind("agent", agentId)
            .execute()
        == 1;
  }

  /** Ends a caller's open call. */
  static void leave(Handle handle, String callId) {
    handle
        .createUpdate(
            "update live_call set ended_at = clock_timestamp(), ended_by = 'person',"
                + " agent_id = case when taken_at is not null then agent_id end,"
                + " state = case when taken_at is not null then 'ended' else 'abandoned' end"
                + " where call_id = :id"
                + " and state in ('waiting', 'offered', 'connected', 'dropped')")
        .bind("id", callId)
        .execute();
  }

  /** A call of a row of the table. */
  static LiveCall call(ResultSet row) throws SQLException {
    return new LiveCall(
        row.getString("call_id"),
        row.getString("session_id"),
        row.getString("language"),
        row.getString("state"),
        Rows.instant(row, "asked_at"),
        row.getString("agent_id"),
        Rows.instant(row, "offered_at"),
        Rows.instant(row, "taken_at"),
        Rows.instant(row, "ended_at"),
        row.getString("ended_by"),
        row.getString("notes"),
        Rows.texts(row, "asked"));
  }
}

package io.verilock.vkyc.gateway.audit;

import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Detours;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The log of actions on personal data and keys. An entry is committed with its action or neither
 * is; the database refuses to change one. Entries hold no personal data but ids and the caller's
 * address.
 */
public final class AuditLog {
  private AuditLog() {}

  /**
   * An entry.
   *
   * @param actorType {@code api_key}, {@code upload_token}, {@code staff} or {@code system}
   * @param action the operation's id in the contract
   * @param sessionId the session it was done to; null where there was none
   * @param targetId what else it was done to; null where there was nothing
   */
  public record Entry(
      long id,
      Instant at,
      String actorType,
      String actorId,
      String action,
      String sessionId,
      String targetId,
      String sourceAddress,
      String requestId) {}

  /** Which entries are wanted; what is null chooses nothing. */
  public record Choice(
      String sessionId, String actorId, String action, Instant from, Instant to, Long before) {}

  /** Notes what a call did to a session. */
  public static void session(Handle handle, Call call, String sessionId) {
    note(handle, call, call.caller(), sessionId, null);
  }

  /** Notes what a call did to a session with something else. */
  public static void session(Handle handle, Call call, String sessionId, String targetId) {
    note(handle, call, call.caller(), sessionId, targetId);
  }

  /** Notes what a call did to something that belongs to no session; null where that is the log. */
  public static void target(Handle handle, Call call, String targetId) {
    note(handle, call, call.caller(), null, targetId);
  }

  /** Notes that somebody signed in, which is done before anybody knows who calls. */
  public static void signedIn(Handle handle, Call call, Caller.Staff staff) {
    note(handle, call, staff, null, staff.staffId());
  }

  /**
   * Notes that somebody signed in by a way that is no operation of the contract.
   *
   * @param action its name in the log
   */
  public static void signedIn(
      Handle handle, Detours.Visit visit, String action, Caller.Staff staff) {
    note(
        handle,
        new Entry(
            0,
            visit.at(),
            staff.type(),
            staff.id(),
            action,
            null,
            staff.staffId(),
            visit.remoteAddress(),
            visit.requestId()),
        staff.tenantId());
  }

  /** Notes what was done to a session by itself, with something else. */
  public static void system(
      Handle handle, String tenantId, String action, String sessionId, String targetId) {
    handle
        .createUpdate(
            "insert into audit (at, tenant_id, actor_type, action, session_id, target_id)"
                + " values (clock_timestamp(), :tenant, 'system', :action, :session, :target)")
        .bind("tenant", tenantId)
        .bind("action", action)
        .bind("session", sessionId)
        .bind("target", targetId)
        .execute();
  }

  /** Entries of a tenant, the youngest first. */
  public static List<Entry> list(Handle handle, String tenantId, Choice choice, int limit) {
    return handle
        .createQuery(
            "select * from audit where tenant_id = :tenant"
                + " and (cast(:session as text) is null or session_id = :session)"
                + " and (cast(:actor as text) is null or actor_id = :actor)"
                + " and (cast(:action as text) is null or action = :action)"
                + " and (cast(:from as timestamptz) is null or at >= :from)"
                + " and (cast(:to as timestamptz) is null or at < :to)"
                + " and (cast(:before as bigint) is null or id < :before)"
                + " order by id desc limit :limit")
        .bind("tenant", tenantId)
        .bind("session", choice.sessionId())
        .bind("actor", choice.actorId())
        .bind("action", choice.action())
        .bind("from", choice.from())
        .bind("to", choice.to())
        .bind("before", choice.before())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Entry(
                    row.getLong("id"),
                    Rows.instant(row, "at"),
                    row.getString("actor_type"),
                    row.getString("actor_id"),
                    row.getString("action"),
                    row.getString("session_id"),
                    row.getString("target_id"),
                    row.getString("source_address"),
                    row.getString("request_id")))
        .list();
  }

  private static void note(
      Handle handle, Call call, Caller caller, String sessionId, String targetId) {
    note(
        handle,
        new Entry(
            0,
            call.at(),
            caller.type(),
            caller.id(),
            call.operation().id(),
            sessionId,
            targetId,
            call.remoteAddress(),
            call.requestId()),
        caller.tenantId());
  }

  /** Keeps an entry; the database numbers it. */
  private static void note(Handle handle, Entry entry, String tenantId) {
    handle
        .createUpdate(
            "insert into audit (at, tenant_id, actor_type, actor_id, action, session_id, target_id,"
                + " source_address, request_id) values (:at, :tenant, :actorType, :actor, :action,"
                + " :session, :target, :address, :request)")
        .bind("at", entry.at())
        .bind("tenant", tenantId)
        .bind("actorType", entry.actorType())
        .bind("actor", entry.actorId())
        .bind("action", entry.action())
        .bind("session", entry.sessionId())
        .bind("target", entry.targetId())
        .bind("address", entry.sourceAddress())
        .bind("request", entry.requestId())
        .execute();
  }
}

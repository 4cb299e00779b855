package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.calls.Signals.Change;
import io.verilock.vkyc.gateway.tenants.TenantSettings;
import io.verilock.vkyc.gateway.tenants.TenantSettings.Interruptions;
import org.jdbi.v3.core.Handle;

/**
 * Whether both sides of a call are there. A call that loses one is dropped, and the gap is noted;
 * it goes on when both are back, and is over after a minute. Where the tenant's rules demand it, it
 * is over at once.
 */
final class Presence {
  /** A page asks anew at least every ten seconds. */
  private static final String THERE = " > now() - interval '15 seconds'";

  private static final String SEEN =
      "(select %s from caller_seen where caller_seen.call_id = live_call.call_id)" + THERE;

  private static final String PERSON_THERE = SEEN.formatted("seen_at");
  private static final String AGENT_THERE = SEEN.formatted("agent_seen_at");

  private static final String BOTH_THERE = "(%s and %s)".formatted(PERSON_THERE, AGENT_THERE);

  private static final String LOST = "not " + BOTH_THERE;

  private static final String GIVEN_UP =
      "exists (select 1 from call_gap where call_gap.call_id = live_call.call_id"
          + " and ended_at is null and began_at < now() - interval '60 seconds')";

  /** Whether {@link #putRight} would change {@code live_call}. */
  static final String OVERDUE =
      "(state = 'connected' and %s or state = 'dropped' and (%s or %s))"
          .formatted(LOST, BOTH_THERE, GIVEN_UP);

  private Presence() {}

  /** Notes that the person of a call that is connected or dropped is there. */
  static void personHeard(Handle handle, String callId) {
    heard(handle, callId, "seen_at");
  }

  /** Notes that the agent of a call is there. */
  static void agentHeard(Handle handle, String callId) {
    heard(handle, callId, "agent_seen_at");
  }

  /** Notes that an agent is there, in whichever calls they have. */
  static void agentHeardInCalls(Handle handle, String tenantId, String agentId) {
    handle
        .createUpdate(
            "update caller_seen set agent_seen_at = now() where call_id in (select call_id from"
                + " live_call where tenant_id = :tenant and agent_id = :agent"
                + " and state in ('connected', 'dropped'))")
        .bind("tenant", tenantId)
        .bind("agent", agentId)
        .execute();
  }

  private static void heard(Handle handle, String callId, String column) {
    handle
        .createUpdate("update caller_seen set <column> = now() where call_id = :id")
        .define("column", column)
        .bind("id", callId)
        .execute();
  }

  /** Drops, goes on with and gives up calls of a tenant whose queue is held. */
  static void putRight(Handle handle, String tenantId) {
    boolean abort = TenantSettings.of(handle, tenantId).callInterruptions() == Interruptions.ABORT;
    String back = "state = 'dropped' and %s and not %s".formatted(BOTH_THERE, GIVEN_UP);
    handle
        .createUpdate(
            "update call_gap set ended_at = now() where ended_at is null and call_id in"
                + " (select call_id from live_call where tenant_id = :tenant and %s)"
                    .formatted(back))
        .bind("tenant", tenantId)
        .execute();
    CallTable.change(handle, tenantId, "state = 'connected'", back, Change.PRESENCE);
    String lost = "state = 'connected' and " + LOST;
    handle
        .createUpdate(
            "insert into call_gap (call_id, tenant_id, began_at, who) select call_id, tenant_id,"
                + " now(), case when %s then 'agent' when %s then 'person' else 'both' end"
                    .formatted(PERSON_THERE, AGENT_THERE)
                + " from live_call where tenant_id = :tenant and "
                + lost
                + " on conflict do nothing")
        .bind("tenant", tenantId)
        .execute();
    if (abort) {
      CallTable.change(
          handle, tenantId, CallTable.over(Change.INTERRUPTION), lost, Change.INTERRUPTION);
    } else {
      CallTable.change(handle, tenantId, "state = 'dropped'", lost, Change.PRESENCE);
    }
    CallTable.change(
        handle,
        tenantId,
        CallTable.over(Change.PRESENCE),
        "state = 'dropped' and " + GIVEN_UP,
        Change.PRESENCE);
    // Who was lost in a call is not offered the next one.
    handle
        .createUpdate(
            "update agent set on_duty = false where tenant_id = :tenant and on_duty and agent_id in"
                + " (select agent_id from live_call where tenant_id = :tenant and ended_at >= now()"
                + " and ended_by in ('presence', 'interruption') and not %s)"
                    .formatted(AGENT_THERE))
        .bind("tenant", tenantId)
        .execute();
  }

  /** Whether a call had lost a side at any time. */
  static boolean hadGaps(Handle handle, String callId) {
    return handle
        .createQuery("select exists (select 1 from call_gap where call_id = :id)")
        .bind("id", callId)
        .mapTo(Boolean.class)
        .one();
  }
}

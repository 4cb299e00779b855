package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.Signals.Change;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The queue in the table of calls. Nothing watches it: who asks puts back what is overdue, so that
 * it goes on with whichever gateways there are. Whoever changes a call or whether an agent is there
 * holds the tenant's queue first, so that the longest waiting meets the longest idle whoever asks
 * at the same time; being heard of needs no hold.
 */
final class Queue {
  /** Whether the caller of {@code live_call} is there, and their session open. */
  private static final String CALLER_THERE =
      "exists (select 1 from caller_seen where caller_seen.call_id = live_call.call_id"
          + " and seen_at > now() - interval '30 seconds') and "
          + sessionIs("not in");

  /** What has rung for too long is overdue. */
  private static final String RINGS = "offered_at > now() - interval '20 seconds'";

  private static final String AGENT_THERE =
      "exists (select 1 from agent join agent_seen using (agent_id)"
          + " where agent.agent_id = live_call.agent_id and "
          + Agents.ON_DUTY
          + ")";

  private Queue() {}

  /** An agent who can take a call. */
  private record Free(String agentId, List<String> languages) {}

  /** Keeps everybody else from changing a tenant's queue until the transaction ends. */
  static void hold(Handle handle, String tenantId) {
    handle
        .createQuery("select tenant_id from tenant where tenant_id = :id for no key update")
        .bind("id", tenantId)
        .mapTo(String.class)
        .one();
  }

  /** Asks for a call: the one that is open; else another, which waits where somebody is on duty. */
  static LiveCall ask(Handle handle, Session session) throws Problem {
    Optional<LiveCall> latest = CallTable.latest(handle, session.sessionId());
    if (latest.isPresent() && latest.get().isOpen()) {
      return latest.get();
    }
    boolean anybody = Agents.onDuty(handle, session.tenantId(), session.language()) > 0;
    latest
        .filter(call -> call.state().equals("no_agent"))
        .ifPresent(call -> forget(handle, call.callId()));
    String callId = Secrets.id("call_");
    handle
        .createUpdate(
            "insert into live_call (call_id, tenant_id, session_id, language, state, asked_at)"
                + " values (:id, :tenant, :session, :language, :state, clock_timestamp())")
        .bind("id", callId)
        .bind("tenant", session.tenantId())
        .bind("session", session.sessionId())
        .bind("language", session.language())
        .bind("state", anybody ? "waiting" : "no_agent")
        .execute();
    handle
        .createUpdate("insert into caller_seen values (:id, :tenant, now())")
        .bind("id", callId)
        .bind("tenant", session.tenantId())
        .execute();
    LiveCall asked = CallTable.get(handle, session.tenantId(), callId);
    if (anybody) {
      CallEvents.tell(handle, session.tenantId(), asked);
    }
    return asked;
  }

  /** That nobody was there is told once, however often somebody asks. */
  private static void forget(Handle handle, String callId) {
    handle
        .createUpdate("delete from live_call where call_id = :id and state = 'no_agent'")
        .bind("id", callId)
        .execute();
  }

  /** Notes that a caller is there; nothing where they were away too long. */
  static void heard(Handle handle, String callId) {
    handle
        .createUpdate(
            "update caller_seen set seen_at = now() where call_id = :id"
                + " and seen_at > now() - interval '30 seconds'")
        .bind("id", callId)
        .execute();
  }

  /** Whether {@link #putRight} would change a call. */
  static boolean isOverdue(Handle handle, String callId) {
    return handle
        .createQuery(
            "select (state = 'offered' and not (%s and %s))".formatted(RINGS, AGENT_THERE)
                + " or (state in ('waiting', 'offered') and not (%s))".formatted(CALLER_THERE)
                + " or (state in ('connected', 'dropped') and %s) or ".formatted(sessionIs("in"))
                + Presence.OVERDUE
                + " from live_call where call_id = :id")
        .bind("id", callId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** How many wait before a call in its language, whose callers are there. */
  static int before(Handle handle, String tenantId, LiveCall call) {
    return handle
        .createQuery(
            "select count(*) from live_call join caller_seen using (call_id)"
                + " where live_call.tenant_id = :tenant and state = 'waiting'"
                + " and language = :language and (asked_at, call_id) <"
                + " (select asked_at, call_id from live_call where call_id = :id)"
                + " and seen_at > now() - interval '30 seconds'")
        .bind("tenant", tenantId)
        .bind("language", call.language())
        .bind("id", call.callId())
        .mapTo(Integer.class)
        .one();
  }

  /** The median that the last twenty callers waited whose call was taken, if there were any. */
  static Optional<Integer> usualWait(Handle handle, String tenantId) {
    return handle
        .createQuery(
            "select cast(round(percentile_cont(0.5) within group (order by extract(epoch from"
                + " taken_at - asked_at))) as integer) from (select taken_at, asked_at from"
                + " live_call where tenant_id = :tenant and taken_at is not null"
                + " order by taken_at desc limit 20) as last")
        .bind("tenant", tenantId)
        .mapTo(Integer.class)
        .findOne();
  }

  /** The call that is offered to an agent now, if one is. */
  static Optional<LiveCall> offered(Handle handle, String tenantId, String agentId) {
    return handle
        .createQuery(
            "select * from live_call where tenant_id = :tenant and agent_id = :agent"
                + " and state = 'offered' and %s and %s and %s"
                    .formatted(RINGS, AGENT_THERE, CALLER_THERE))
        .bind("tenant", tenantId)
        .bind("agent", agentId)
        .map((row, context) -> CallTable.call(row))
        .findOne();
  }

  /** Whether an offer could be made, or has to be put back. */
  static boolean isAnythingToDo(Handle handle, String tenantId) {
    return handle
        .createQuery(
            "select exists (select 1 from live_call where tenant_id = :tenant"
                + " and state = 'waiting') or exists (select 1 from live_call"
                + " where tenant_id = :tenant and (state = 'offered' and not (%s and %s) or %s))"
                    .formatted(RINGS, AGENT_THERE, Presence.OVERDUE))
        .bind("tenant", tenantId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Ends what nobody waits for any more, drops calls that have lost a side, and puts overdue offers
   * back to where they were in the queue; agents who let one ring go off duty.
   */
  static void putRight(Handle handle, String tenantId) {
    abandon(handle, tenantId, "tenant_id = :id and state = 'offered' and not (%s)", tenantId);
    CallTable.change(
        handle,
        tenantId,
        CallTable.over(Change.SESSION),
        "state in ('connected', 'dropped') and " + sessionIs("in"),
        Change.SESSION);
    Presence.putRight(handle, tenantId);
    handle
        .createUpdate(
            "with overdue as (select call_id, agent_id from live_call where tenant_id = :tenant"
                + " and state = 'offered' and not (%s and %s) for update skip locked),"
                    .formatted(RINGS, AGENT_THERE)
                + " back as (update live_call set state = 'waiting', agent_id = null,"
                + " offered_at = null where call_id in (select call_id from overdue))"
                + " update agent set on_duty = false"
                + " where agent_id in (select agent_id from overdue)")
        .bind("tenant", tenantId)
        .execute();
  }

  /** Ends a waiting call whose caller is away. */
  static void abandonWhereAway(Handle handle, String tenantId, String callId) {
    abandon(handle, tenantId, "call_id = :id and state = 'waiting' and not (%s)", callId);
  }

  private static void abandon(Handle handle, String tenantId, String where, String id) {
    handle
        .createQuery(
            "update live_call set state = 'abandoned', agent_id = null, ended_at = now() where "
                + where.formatted(CALLER_THERE)
                + " returning *")
        .bind("id", id)
        .map((row, context) -> CallTable.call(row))
        .list()
        .forEach(
            call -> {
              AuditLog.system(handle, tenantId, "abandonCall", call.sessionId(), call.callId());
              CallEvents.tell(handle, tenantId, call);
            });
  }

  /**
   * Offers calls while there are agents for them: the longest waiting to the longest idle.
   *
   * @param offered told of each
   */
  static void offer(Handle handle, String tenantId, Consumer<LiveCall> offered) {
    List<Free> free = free(handle, tenantId);
    while (!free.isEmpty()) {
      List<String> languages =
          free.stream().flatMap(agent -> agent.languages().stream()).distinct().toList();
      Optional<LiveCall> next = next(handle, tenantId, languages);
      if (next.isEmpty()) {
        return;
      }
      LiveCall call = next.get();
      Free agent = taken(free, call.language());
      Optional<LiveCall> made = offer(handle, call.callId(), agent.agentId());
      if (made.isPresent()) {
        offered.accept(made.get());
      } else {
        abandonWhereAway(handle, tenantId, call.callId());
        free = free(handle, tenantId);
      }
    }
  }

  /** Offers a call to an agent; nothing where its caller is away. */
  private static Optional<LiveCall> offer(Handle handle, String callId, String agentId) {
    return handle
        .createQuery(
            "update live_call set state = 'offered', agent_id = :agent,"
                + " offered_at = clock_timestamp() where call_id = :id and "
                + CALLER_THERE
                + " returning *")
        .bind("agent", agentId)
        .bind("id", callId)
        .map((row, context) -> CallTable.call(row))
        .findOne();
  }

  /** Agents who can be offered a call, the longest idle first. */
  private static List<Free> free(Handle handle, String tenantId) {
    return new ArrayList<>(
        handle
            .createQuery(
                "select agent.agent_id, languages from agent join agent_seen using (agent_id)"
                    + " where agent.tenant_id = :tenant and "
                    + Agents.ON_DUTY
                    + " and not exists (select 1 from live_call where live_call.tenant_id ="
                    + " agent.tenant_id and live_call.agent_id = agent.agent_id"
                    + " and state = 'offered')"
                    + " and max_calls > (select count(*) from live_call where live_call.tenant_id"
                    + " = agent.tenant_id and live_call.agent_id = agent.agent_id"
                    + " and state in ('connected', 'dropped'))"
                    + " order by idle_since, agent_id for no key update of agent skip locked")
            .bind("tenant", tenantId)
            .map(
                (row, context) -> new Free(row.getString("agent_id"), Rows.texts(row, "languages")))
            .list());
  }

  /** The longest waiting in one of some languages; one that is being erased is passed over. */
  private static Optional<LiveCall> next(Handle handle, String tenantId, List<String> languages) {
    return handle
        .createQuery(
            "select * from live_call where tenant_id = :tenant and state = 'waiting'"
                + " and language = any(:languages) order by asked_at, call_id limit 1"
                + " for update skip locked")
        .bind("tenant", tenantId)
        .bindArray("languages", String.class, languages)
        .map((row, context) -> CallTable.call(row))
        .findOne();
  }

  private static Free taken(List<Free> free, String language) {
    for (Iterator<Free> agents = free.iterator(); agents.hasNext(); ) {
      Free agent = agents.next();
      if (agent.languages().contains(language)) {
        agents.remove();
        return agent;
      }
    }
    throw new IllegalStateException("a call in a language that nobody asked for: " + language);
  }

  /** Connects a call with the agent it is offered to; whether it was. */
  static boolean take(Handle handle, String callId, String agentId) {
    int taken =
        handle
            .createUpdate(
                "update live_call set state = 'connected', taken_at = clock_timestamp()"
                    + " where call_id = :id and agent_id = :agent and state = 'offered'"
                    + " and %s and %s and %s".formatted(RINGS, AGENT_THERE, CALLER_THERE))
            .bind("id", callId)
            .bind("agent", agentId)
            .execute();
    // Both have the time of a page to come in.
    handle
        .createUpdate(
            "update caller_seen set seen_at = now(), agent_seen_at = now() where call_id = :id and :taken = 1")
        .bind("id", callId)
        .bind("taken", taken)
        .execute();
    return taken == 1;
  }

  /** Puts a call back that is offered to an agent, to where it was in the queue; whether it was. */
  static boolean putBack(Handle handle, String callId, String agentId) {
    return handle
            .createUpdate(
                "update live_call set state = 'waiting', agent_id = null, offered_at = null"
                    + " where call_id = :id and agent_id = :agent and state = 'offered'")
            .bind("id", callId)
            .bind("agent", agentId)
            .execute()
        == 1;
  }

  private static String sessionIs(String in) {
    return "(select "
        + Sessions.STATUS
        + " from session left join session_result using (session_id)"
        + " where session.session_id = live_call.session_id) "
        + in
        + " ('cancelled', 'expired', 'completed')";
  }
}

package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The table of agents. All times in it are the database's, of which there is one. */
final class Agents {
  /** Whether an agent is there, where {@code agent} and {@code agent_seen} are joined. */
  static final String ON_DUTY =
      "on_duty and enabled and (duty_until is null or duty_until > now())"
          + " and agent_seen.seen_at > now() - interval '30 seconds'";

  private static final String SELECT =
      "select agent.*, "
          + ON_DUTY
          + " as there, array(select call_id from live_call where live_call.tenant_id ="
          + " agent.tenant_id and live_call.agent_id = agent.agent_id"
          + " and state in ('connected', 'dropped')"
          + " order by taken_at, call_id) as calls"
          + " from agent join agent_seen using (agent_id) where agent.tenant_id = :tenant";

  private Agents() {}

  /** What is kept of an agent. */
  record Details(
      String name,
      List<String> languages,
      boolean enabled,
      WorkingHours hours,
      int maxCalls,
      String staffId) {}

  /** Keeps a new agent, who is not on duty, and gives their id. */
  static String create(Handle handle, String tenantId, Details details, Instant now) {
    String agentId = Secrets.id("agt_");
    Update insert =
        handle.createUpdate(
            "insert into agent (agent_id, tenant_id, name, languages, enabled, time_zone,"
                + " working_hours, max_calls, staff_id, created_at, idle_since) values (:id,"
                + " :tenant, :name, :languages, :enabled, :zone, cast(:hours as jsonb), :maxCalls,"
                + " :staff, :now, now())");
    bound(insert, tenantId, agentId, details).bind("now", now).execute();
    handle
        .createUpdate("insert into agent_seen values (:id, :tenant, now())")
        .bind("id", agentId)
        .bind("tenant", tenantId)
        .execute();
    return agentId;
  }

  /**
   * An agent of a tenant.
   *
   * @throws Problem if there is none of that id
   */
  static Agent get(Handle handle, String tenantId, String agentId) throws Problem {
    return handle
        .createQuery(SELECT + " and agent_id = :id")
        .bind("tenant", tenantId)
        .bind("id", agentId)
        .map((row, context) -> agent(row))
        .findOne()
        .orElseThrow(
            () ->
                new Problem(ErrorCode.AGENT_NOT_FOUND, "There is no agent %s.".formatted(agentId)));
  }

  /**
   * Agents of a tenant, the latest first.
   *
   * @param before null for the first
   */
  static List<Agent> list(
      Handle handle, String tenantId, Instant before, String beforeId, int limit) {
    return handle
        .createQuery(
            SELECT
                + " and (cast(:before as timestamptz) is null"
                + " or (created_at, agent_id) < (:before, :beforeId))"
                + " order by created_at desc, agent_id desc limit :limit")
        .bind("tenant", tenantId)
        .bind("before", before)
        .bind("beforeId", beforeId)
        .bind("limit", limit)
        .map((row, context) -> agent(row))
        .list();
  }

  /** Changes what is kept of an agent. */
  static void change(Handle handle, String tenantId, String agentId, Details details) {
    Update update =
        handle.createUpdate(
            "update agent set name = :name, languages = :languages, enabled = :enabled,"
                + " time_zone = :zone, working_hours = cast(:hours as jsonb),"
                + " max_calls = :maxCalls, staff_id = :staff where tenant_id = :tenant and agent_id = :id");
    bound(update, tenantId, agentId, details).execute();
  }

  /** Forgets an agent. */
  static void delete(Handle handle, String tenantId, String agentId) {
    handle
        .createUpdate("delete from agent where tenant_id = :tenant and agent_id = :id")
        .bind("tenant", tenantId)
        .bind("id", agentId)
        .execute();
  }

  /**
   * Puts an agent on duty, if they are not; who was away is idle from now on.
   *
   * @param until null where duty has no end of its own
   */
  static void onDuty(Handle handle, String agentId, Instant until) {
    handle
        .createUpdate(
            "update agent set idle_since = case when "
                + ON_DUTY
                + " then idle_since else now() end, on_duty = true, duty_until = :until"
                + " from agent_seen where agent.agent_id = :id and agent_seen.agent_id = :id")
        .bind("until", until)
        .bind("id", agentId)
        .execute();
    handle
        .createUpdate("update agent_seen set seen_at = now() where agent_id = :id")
        .bind("id", agentId)
        .execute();
  }

  /** Takes an agent off duty. */
  static void offDuty(Handle handle, String agentId) {
    handle
        .createUpdate("update agent set on_duty = false where agent_id = :id")
        .bind("id", agentId)
        .execute();
  }

  /** Notes that an agent is there; nothing where they were away too long, and are off duty. */
  static void heard(Handle handle, String agentId) {
    handle
        .createUpdate(
            "update agent_seen set seen_at = now() where agent_id = :id"
                + " and seen_at > now() - interval '30 seconds'")
        .bind("id", agentId)
        .execute();
  }

  /** Notes that an agent did something just now. */
  static void idleFromNow(Handle handle, String agentId) {
    handle
        .createUpdate("update agent set idle_since = clock_timestamp() where agent_id = :id")
        .bind("id", agentId)
        .execute();
  }

  /** How many agents who speak a language are on duty. */
  static int onDuty(Handle handle, String tenantId, String language) {
    return handle
        .createQuery(
            "select count(*) from agent join agent_seen using (agent_id)"
                + " where agent.tenant_id = :tenant and :language = any(languages) and "
                + ON_DUTY)
        .bind("tenant", tenantId)
        .bind("language", language)
        .mapTo(Integer.class)
        .one();
  }

  /** When somebody who speaks a language next begins to work, if that is known. */
  static Optional<Instant> nextHours(Handle handle, String tenantId, String language, Instant now) {
    return handle
        .createQuery(
            "select time_zone, working_hours from agent where tenant_id = :tenant and enabled"
                + " and :language = any(languages)")
        .bind("tenant", tenantId)
        .bind("language", language)
        .map((row, context) -> hours(row))
        .stream()
        .flatMap(hours -> hours.nextStart(now).stream())
        .min(Comparator.naturalOrder());
  }

  private static Update bound(Update update, String tenantId, String agentId, Details details) {
    return update
        .bind("id", agentId)
        .bind("tenant", tenantId)
        .bind("name", details.name())
        .bindArray("languages", String.class, details.languages())
        .bind("enabled", details.enabled())
        .bind("zone", details.hours().zone().getId())
        .bind("hours", details.hours().json().toString())
        .bind("maxCalls", details.maxCalls())
        .bind("staff", details.staffId());
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        row.getString("agent_id"),
        row.getString("name"),
        Rows.texts(row, "languages"),
        row.getBoolean("enabled"),
        hours(row),
        row.getInt("max_calls"),
        Rows.instant(row, "created_at"),
        row.getBoolean("there"),
        Rows.texts(row, "calls"),
        row.getString("staff_id"));
  }

  private static WorkingHours hours(ResultSet row) throws SQLException {
    return WorkingHours.of(row.getString("time_zone"), row.getString("working_hours"));
  }
}

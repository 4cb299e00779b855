package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How calls went in a span of time: how long people waited, how many calls, who decided what. */
public final class CallFigures {
  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
  private static final Duration LONGEST_SPAN = Duration.ofDays(31);

  private static final String ASKED =
      " from live_call where tenant_id = :tenant and asked_at >= :from and asked_at < :to";

  private CallFigures() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction figures = CallFigures::figures;
    return Map.of("getCallFigures", figures);
  }

  private static Answer figures(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    Instant to = call.time("to") == null ? call.at() : call.time("to");
    Instant from = call.time("from") == null ? to.minus(DEFAULT_SPAN) : call.time("from");
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
      throw Problem.of(
          ErrorCode.INVALID_PARAMETER,
          List.of(
              FieldError.of(
                  "query:from", ErrorCode.OUT_OF_RANGE, "is not up to 31 days before to")));
    }
    Span span = new Span(handle, call.caller().tenantId(), from, to);
    ObjectNode json = span.counts();
    json.put("from", Times.text(from)).put("to", Times.text(to));
    json.set("waited_seconds", span.waited());
    json.set("by_hour", span.byHour());
    json.set("by_agent", span.byAgent());
    AuditLog.target(handle, call, null);
    return Answer.json(200, json);
  }

  /** A tenant's calls that were asked for from one time until before another. */
  private record Span(Handle handle, String tenantId, Instant from, Instant to) {
    private Query query(String sql) {
      return handle.createQuery(sql).bind("tenant", tenantId).bind("from", from).bind("to", to);
    }

    private ObjectNode counts() {
      return query(
              "select count(*) as asked, count(taken_at) as taken,"
                  + " count(*) filter (where state = 'abandoned') as abandoned,"
                  + " count(*) filter (where state = 'no_agent') as no_agent,"
                  + " count(*) filter (where ended_by in ('presence', 'interruption')) as lost"
                  + ASKED)
          .map(
              (row, context) -> {
                ObjectNode counts = JsonNodeFactory.instance.objectNode();
                for (String name : List.of("asked", "taken", "abandoned", "no_agent", "lost")) {
                  counts.put(name, row.getInt(name));
                }
                return counts;
              })
          .one();
    }

    /** Of those whose call was taken. */
    private ObjectNode waited() {
      return query(
              "select percentile_cont(0.5) within group (order by waited) as median,"
                  + " percentile_cont(0.95) within group (order by waited) as p95,"
                  + " max(waited) as longest from (select extract(epoch from taken_at - asked_at)"
                  + " as waited"
                  + ASKED
                  + " and taken_at is not null) as taken")
          .map(
              (row, context) ->
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("median", seconds(row, "median"))
                      .put("p95", seconds(row, "p95"))
                      .put("longest", seconds(row, "longest")))
          .one();
    }

    private ArrayNode byHour() {
      ArrayNode hours = JsonNodeFactory.instance.arrayNode();
      query(
              "select date_trunc('hour', asked_at) as hour, count(*) as asked,"
                  + " count(taken_at) as taken"
                  + ASKED
                  + " group by hour order by hour")
          .map(
              (row, context) ->
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("hour", Times.text(Rows.instant(row, "hour")))
                      .put("asked", row.getInt("asked"))
                      .put("taken", row.getInt("taken")))
          .forEach(hours::add);
      return hours;
    }

    private ArrayNode byAgent() {
      ArrayNode agents = JsonNodeFactory.instance.arrayNode();
      query(
              "select taken.agent_id, agent.name, count(*) as taken,"
                  + " avg(extract(epoch from taken.ended_at - taken.taken_at)) as mean,"
                  + " count(*) filter (where review.result = 'approved') as approved,"
                  + " count(*) filter (where review.result = 'declined') as declined"
                  + " from (select *"
                  + ASKED
                  + " and taken_at is not null) as taken left join agent using (agent_id)"
                  + " left join review on review.session_id = taken.session_id"
                  + " group by taken.agent_id, agent.name order by taken desc, taken.agent_id")
          .map(
              (row, context) ->
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("agent_id", row.getString("agent_id"))
                      .put("name", row.getString("name"))
                      .put("taken", row.getInt("taken"))
                      .put("mean_seconds", seconds(row, "mean"))
                      .put("approved", row.getInt("approved"))
                      .put("declined", row.getInt("declined")))
          .forEach(agents::add);
      return agents;
    }

    private static BigDecimal seconds(ResultSet row, String column) throws SQLException {
      BigDecimal seconds = row.getBigDecimal(column);
      return seconds == null ? null : seconds.setScale(1, RoundingMode.HALF_UP);
    }
  }
}

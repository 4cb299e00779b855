package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Times;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/**
 * What the two pages of a call tell each other, in one order for both, kept so that a page that
 * lost its connection or was loaded again misses nothing.
 */
final class Signals {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * More than a call with many reconnections has, of which what is older nobody asks for; and so
   * much of a page that tells without end.
   */
  private static final int MOST = 1_000;

  /** They name addresses of people's devices, and are of no use once a call is over. */
  private static final List<String> FORGOTTEN = List.of("hello", "description", "candidate");

  private Signals() {}

  /** Who tells something. */
  enum Sender {
    PERSON,
    AGENT,
    GATEWAY;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What changes how a call stands. */
  enum Change {
    /** The person, who left. */
    PERSON,
    /** The agent, who took or ended it. */
    AGENT,
    /** A side that was lost, or came back. */
    PRESENCE,
    /** A side that was lost, where the tenant's rules do not let a call go on. */
    INTERRUPTION,
    /** The session, which is over. */
    SESSION;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Appends a signal, and tells whoever waits for it. */
  static void send(
      Handle handle, String tenantId, LiveCall call, Sender sender, String kind, JsonNode body) {
    // Numbers are given and committed in one order: who reads up to one has read all before it.
    handle
        .createQuery("select call_id from live_call where call_id = :id for no key update")
        .bind("id", call.callId())
        .mapTo(String.class)
        .one();
    handle
        .createUpdate(
            "insert into call_signal (call_id, sequence, tenant_id, sender, kind, body, sent_at)"
                + " select :id, coalesce(max(sequence), 0) + 1, :tenant, :sender, :kind,"
                + " cast(:body as json), clock_timestamp() from call_signal where call_id = :id")
        .bind("id", call.callId())
        .bind("tenant", tenantId)
        .bind("sender", sender.text())
        .bind("kind", kind)
        .bind("body", body.toString())
        .execute();
    handle
        .createUpdate(
            "delete from call_signal where call_id = :id and sender <> 'gateway' and sequence <="
                + " (select max(sequence) - :most from call_signal where call_id = :id)")
        .bind("id", call.callId())
        .bind("most", MOST)
        .execute();
    CallNews.tell(handle, call.sessionId());
  }

  /**
   * Appends what a call has become; of one that is over, what is of no more use is forgotten.
   *
   * @param by who or what did it
   */
  static void state(Handle handle, String tenantId, LiveCall call, Change by) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("state", call.state()).put("by", by.text());
    send(handle, tenantId, call, Sender.GATEWAY, "state", body);
    boolean back = call.state().equals("connected") && by == Change.PRESENCE;
    if (!back) {
      CallEvents.tell(handle, tenantId, call);
    }
    if (!call.isOpen()) {
      handle
          .createUpdate("delete from call_signal where call_id = :id and kind = any(:kinds)")
          .bind("id", call.callId())
          .bindArray("kinds", String.class, FORGOTTEN)
          .execute();
    }
  }

  /** The signals of a call after a number, as the contract writes them. */
  static ArrayNode after(Handle handle, String callId, int sequence) {
    ResultIterable<ObjectNode> signals =
        handle
            .createQuery(
                "select * from call_signal where call_id = :id and sequence > :after"
                    + " order by sequence")
            .bind("id", callId)
            .bind("after", sequence)
            .map(
                (row, context) ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("sequence", row.getInt("sequence"))
                        .put("sender", row.getString("sender"))
                        .put("kind", row.getString("kind"))
                        .put("sent_at", Times.text(Rows.instant(row, "sent_at")))
                        .set("body", json(row.getString("body"))));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    signals.forEach(list::add);
    return list;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

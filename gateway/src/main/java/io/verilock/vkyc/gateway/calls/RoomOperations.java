package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.Signals.Sender;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.scores.LiveScores;
import io.verilock.vkyc.schemas.LiveScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What happens within a call: the two pages find each other, and follow what comes. */
public final class RoomOperations {
  private final Jdbi jdbi;
  private final CallNews news;
  private final LiveScores scores;
  private final TurnServers servers;
  private final Executor executor;

  /**
   * Sets them up.
   *
   * @param executor looks what is new, once somebody was told that there is something
   */
  public RoomOperations(
      Jdbi jdbi, CallNews news, LiveScores scores, TurnServers servers, Executor executor) {
    this.jdbi = jdbi;
    this.news = news;
    this.scores = scores;
    this.servers = servers;
    this.executor = executor;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.Later follow = this::follow;
    Operation.Later followAsAgent = this::followAsAgent;
    Operation.InTransaction signal = RoomOperations::signal;
    Operation.InTransaction signalAsAgent = RoomOperations::signalAsAgent;
    Operation.InTransaction iceServers = this::iceServers;
    Operation.InTransaction iceServersAsAgent = this::iceServersAsAgent;
    Operation.InTransaction notes = RoomOperations::notes;
    return Map.of(
        "followCall", follow,
        "followAgentCall", followAsAgent,
        "sendCallSignal", signal,
        "sendAgentSignal", signalAsAgent,
        "getCallIceServers", iceServers,
        "getAgentIceServers", iceServersAsAgent,
        "keepCallNotes", notes);
  }

  /** Looks how a call stands. */
  private interface Look {
    ObjectNode look(Handle handle) throws Problem;
  }

  private CompletableFuture<Answer> follow(Call call) throws Problem {
    String tenantId = call.caller().tenantId();
    // To be heard of is a transaction of its own: it must not wait for the queue with a lock held.
    LiveCall known =
        committed(
            handle -> {
              LiveCall latest = CallOperations.latest(call, handle);
              CallOperations.personHeard(handle, latest);
              return latest;
            });
    putRight(tenantId, known);
    return whenNew(
        call,
        List.of(known.sessionId()),
        handle -> {
          LiveCall latest = CallOperations.latest(call, handle);
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          json.set("call", CallOperations.json(call, handle, latest));
          json.set("signals", Signals.after(handle, latest.callId(), call.number("after")));
          return json;
        });
  }

  private CompletableFuture<Answer> followAsAgent(Call call) throws Problem {
    String tenantId = call.caller().tenantId();
    LiveCall known =
        committed(
            handle -> {
              LiveCall latest = ofAgent(call, handle, call.text("agent_id"));
              Agents.heard(handle, latest.agentId());
              Presence.agentHeard(handle, latest.callId());
              return latest;
            });
    putRight(tenantId, known);
    return whenNew(
        call,
        List.of(known.sessionId(), scoresOf(known.sessionId())),
        handle -> {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          json.set("call", CallTable.get(handle, tenantId, known.callId()).json());
          json.set("signals", Signals.after(handle, known.callId(), call.number("after")));
          json.set("scores", scores.of(known.sessionId()).map(RoomOperations::json).orElse(null));
          return json;
        });
  }

  /** Tells agents who follow a call that there is a newer score of its session. */
  public static String scoresOf(String sessionId) {
    return sessionId + "#scores";
  }

  private void putRight(String tenantId, LiveCall known) throws Problem {
    committed(
        handle -> {
          if (Queue.isOverdue(handle, known.callId())) {
            Queue.hold(handle, tenantId);
            CallOperations.putRight(handle, tenantId, known);
          }
          return known;
        });
  }

  /** Answers at once where there is something new, else when there is, or the wait is over. */
  private CompletableFuture<Answer> whenNew(Call call, List<String> keys, Look look)
      throws Problem {
    Duration wait = Duration.ofSeconds(call.number("wait"));
    // Whoever asks for news before they look misses none.
    List<CallNews.Waiting> next = keys.stream().map(key -> news.next(key, wait)).toList();
    boolean waits = false;
    try {
      ObjectNode now = committed(look::look);
      waits = !wait.isZero() && !isNew(call, now);
      if (!waits) {
        return CompletableFuture.completedFuture(Answer.json(200, now));
      }
    } finally {
      if (!waits) {
        next.forEach(news::forget);
      }
    }
    return CompletableFuture.anyOf(
            next.stream().map(CallNews.Waiting::told).toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            any -> {
              next.forEach(news::forget);
              try {
                return Answer.json(200, committed(look::look));
              } catch (Problem e) {
                throw new CompletionException(e);
              }
            },
            executor);
  }

  private static boolean isNew(Call call, ObjectNode json) {
    JsonNode second = json.path("scores").path("second");
    return !json.get("signals").isEmpty()
        || (second.isInt() && second.asInt() > call.number("after_second"));
  }

  private static Answer signal(Call call, Handle handle) throws Problem {
    send(call, handle, CallOperations.latest(call, handle), Sender.PERSON);
    return Answer.empty();
  }

  private static Answer signalAsAgent(Call call, Handle handle) throws Problem {
    send(call, handle, ofAgent(call, handle, call.bodyText("agent_id")), Sender.AGENT);
    return Answer.empty();
  }

  /** Signals are too many for the audit log, and none does anything to data that is kept. */
  private static void send(Call call, Handle handle, LiveCall known, Sender sender) throws Problem {
    if (!known.isConnected()) {
      throw new Problem(ErrorCode.CALL_NOT_CONNECTED, "The call is %s.".formatted(known.state()));
    }
    String kind = call.bodyText("kind");
    Signals.send(handle, call.caller().tenantId(), known, sender, kind, call.body().get("body"));
  }

  private Answer iceServers(Call call, Handle handle) throws Problem {
    return Answer.json(200, servers.json(CallOperations.latest(call, handle).callId(), call.at()));
  }

  private Answer iceServersAsAgent(Call call, Handle handle) throws Problem {
    return Answer.json(
        200, servers.json(ofAgent(call, handle, call.text("agent_id")).callId(), call.at()));
  }

  private static Answer notes(Call call, Handle handle) throws Problem {
    LiveCall known = ofAgent(call, handle, call.bodyText("agent_id"));
    List<String> asked = new ArrayList<>();
    call.body().get("asked").forEach(question -> asked.add(question.asText()));
    if (!CallTable.note(handle, known.callId(), known.agentId(), call.bodyText("notes"), asked)) {
      throw CallOperations.notYours(known, call.bodyText("agent_id"), "taken by");
    }
    AuditLog.session(handle, call, known.sessionId(), known.agentId());
    return Answer.json(200, CallTable.get(handle, call.caller().tenantId(), known.callId()).json());
  }

  /** The call that is asked about, which an agent has or had. */
  private static LiveCall ofAgent(Call call, Handle handle, String agentId) throws Problem {
    Plans.requireEnterprise(call.caller());
    OwnAgent.require(handle, call.caller(), agentId);
    LiveCall known = CallTable.get(handle, call.caller().tenantId(), call.path("call_id"));
    if (known.takenAt() == null || !agentId.equals(known.agentId())) {
      throw CallOperations.notYours(known, agentId, "taken by");
    }
    return known;
  }

  private static ObjectNode json(LiveScore score) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("second", score.getSecond())
        .put("presentation_time_ms", score.getPresentationTimeMs())
        .put("faces", score.getFaces())
        .put("frames", score.getFrames())
        .put("face_frames", score.getFaceFrames())
        .put("face_match_score", score.getFaceMatchScore())
        .put("liveness_score", score.getLivenessScore())
        .put("defect", score.getDefect());
  }

  private interface Work<T> {
    T done(Handle handle) throws Problem;
  }

  private <T> T committed(Work<T> work) throws Problem {
    return jdbi.<T, Problem>inTransaction(work::done);
  }
}

package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Calls: a person asks for one and waits, an agent takes it and ends it. */
public final class CallOperations {
  private static final String LIVE_AGENT = "live_agent";

  private CallOperations() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction ask = CallOperations::ask;
    Operation.InTransaction get = CallOperations::get;
    Operation.InTransaction leave = CallOperations::leave;
    Operation.InTransaction offer = CallOperations::offer;
    Operation.InTransaction take = CallOperations::take;
    Operation.InTransaction refuse = CallOperations::refuse;
    Operation.InTransaction end = CallOperations::end;
    return Map.of(
        "askForCall", ask,
        "getCall", get,
        "leaveCall", leave,
        "getOffer", offer,
        "takeCall", take,
        "refuseCall", refuse,
        "endCall", end);
  }

  private static Answer ask(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Session session = Sessions.locked(handle, tenantId, call.path("session_id"));
    session.requireOpen();
    if (!session.mode().equals(LIVE_AGENT)) {
      throw new Problem(
          ErrorCode.STEP_NOT_EXPECTED,
          "The session is of the mode %s and has no call.".formatted(session.mode()));
    }
    Plans.requireEnterprise(handle, tenantId);
    Queue.hold(handle, tenantId);
    Optional<LiveCall> before = CallTable.latest(handle, session.sessionId());
    if (before.isPresent()) {
      putRight(handle, tenantId, before.get());
    }
    LiveCall asked = Queue.ask(handle, session);
    Queue.heard(handle, asked.callId());
    if (before.isEmpty() || !before.get().callId().equals(asked.callId())) {
      AuditLog.session(handle, call, session.sessionId());
    }
    return answer(call, handle, asked);
  }

  /** A page asks again and again: only what changes something is noted in the audit log. */
  private static Answer get(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    LiveCall latest = latest(call, handle);
    personHeard(handle, latest);
    if (Queue.isOverdue(handle, latest.callId())) {
      Queue.hold(handle, tenantId);
      putRight(handle, tenantId, latest);
    }
    return answer(call, handle, latest(call, handle));
  }

  /** Notes that the person is there, whom the queue or the agent waits for. */
  static void personHeard(Handle handle, LiveCall call) {
    if (call.isConnected()) {
      Presence.personHeard(handle, call.callId());
    } else {
      Queue.heard(handle, call.callId());
    }
  }

  private static Answer leave(Call call, Handle handle) throws Problem {
    Queue.hold(handle, call.caller().tenantId());
    LiveCall latest = latest(call, handle);
    if (latest.isOpen()) {
      String tenantId = call.caller().tenantId();
      CallTable.leave(handle, latest.callId());
      LiveCall left = latest(call, handle);
      if (latest.isConnected()) {
        Agents.idleFromNow(handle, latest.agentId());
        Signals.state(handle, tenantId, left, Signals.Change.PERSON);
      } else {
        CallEvents.tell(handle, tenantId, left);
      }
      AuditLog.session(handle, call, latest.sessionId());
    }
    return Answer.empty();
  }

  private static Answer offer(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    String tenantId = call.caller().tenantId();
    Agent agent = Agents.get(handle, tenantId, call.path("agent_id"));
    OwnAgent.require(handle, call.caller(), agent.agentId());
    Optional<LiveCall> offered = Queue.offered(handle, tenantId, agent.agentId());
    if (offered.isEmpty() && Queue.isAnythingToDo(handle, tenantId)) {
      Queue.hold(handle, tenantId);
      Queue.putRight(handle, tenantId);
      Queue.offer(
          handle, tenantId, one -> AuditLog.session(handle, call, one.sessionId(), one.agentId()));
      offered = Queue.offered(handle, tenantId, agent.agentId());
    }
    return offered.map(one -> Answer.json(200, one.json())).orElseGet(Answer::empty);
  }

  private static Answer take(Call call, Handle handle) throws Problem {
    LiveCall known = held(call, handle);
    String agentId = call.bodyText("agent_id");
    boolean again = known.isConnected() && agentId.equals(known.agentId());
    if (!again) {
      if (!Queue.take(handle, known.callId(), agentId)) {
        throw notYours(known, agentId, "offered to");
      }
      tellState(call, handle, known);
      AuditLog.session(handle, call, known.sessionId(), agentId);
    }
    return answer(handle, call, known);
  }

  private static Answer refuse(Call call, Handle handle) throws Problem {
    LiveCall known = held(call, handle);
    String agentId = call.bodyText("agent_id");
    if (!Queue.putBack(handle, known.callId(), agentId)) {
      throw notYours(known, agentId, "offered to");
    }
    // Others come before who refused: else the same agent would get it again at once.
    Agents.idleFromNow(handle, agentId);
    AuditLog.session(handle, call, known.sessionId(), agentId);
    return answer(handle, call, known);
  }

  private static Answer end(Call call, Handle handle) throws Problem {
    LiveCall known = held(call, handle);
    String agentId = call.bodyText("agent_id");
    boolean again = known.state().equals("ended") && agentId.equals(known.agentId());
    if (!again) {
      if (!CallTable.end(handle, known.callId(), agentId)) {
        throw notYours(known, agentId, "connected with");
      }
      Agents.idleFromNow(handle, agentId);
      tellState(call, handle, known);
      AuditLog.session(handle, call, known.sessionId(), agentId);
    }
    return answer(handle, call, known);
  }

  private static void tellState(Call call, Handle handle, LiveCall known) throws Problem {
    String tenantId = call.caller().tenantId();
    LiveCall now = CallTable.get(handle, tenantId, known.callId());
    Signals.state(handle, tenantId, now, Signals.Change.AGENT);
  }

  private static LiveCall held(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    String tenantId = call.caller().tenantId();
    Queue.hold(handle, tenantId);
    LiveCall known = CallTable.get(handle, tenantId, call.path("call_id"));
    OwnAgent.require(handle, call.caller(), call.bodyText("agent_id"));
    return known;
  }

  private static Answer answer(Handle handle, Call call, LiveCall known) throws Problem {
    return Answer.json(200, CallTable.get(handle, call.caller().tenantId(), known.callId()).json());
  }

  /** Puts right what is overdue in a tenant's queue, and a call that waits. */
  static void putRight(Handle handle, String tenantId, LiveCall call) {
    Queue.putRight(handle, tenantId);
    Queue.abandonWhereAway(handle, tenantId, call.callId());
  }

  /** The latest call of the session that is asked about. */
  static LiveCall latest(Call call, Handle handle) throws Problem {
    String sessionId = call.path("session_id");
    return CallTable.latest(handle, sessionId)
        .orElseThrow(
            () ->
                new Problem(
                    ErrorCode.CALL_NOT_FOUND,
                    "Nobody asked for a call for the session %s.".formatted(sessionId)));
  }

  private static Answer answer(Call call, Handle handle, LiveCall asked) {
    return Answer.json(200, json(call, handle, asked));
  }

  /** A call as its person's page needs it. */
  static ObjectNode json(Call call, Handle handle, LiveCall asked) {
    String tenantId = call.caller().tenantId();
    boolean waits = asked.state().equals("waiting");
    int onDuty = Agents.onDuty(handle, tenantId, asked.language());
    return JsonNodeFactory.instance
        .objectNode()
        .put("call_id", asked.callId())
        .put("state", asked.state())
        .put("place", waits ? (Integer) (Queue.before(handle, tenantId, asked) + 1) : null)
        .put("expected_wait_seconds", waits ? Queue.usualWait(handle, tenantId).orElse(null) : null)
        .put("agents_on_duty", onDuty)
        .put(
            "next_hours",
            onDuty > 0
                ? null
                : Agents.nextHours(handle, tenantId, asked.language(), call.at())
                    .map(Times::text)
                    .orElse(null))
        .put("asked_at", Times.text(asked.askedAt()));
  }

  /** The problem that a call is not an agent's. */
  static Problem notYours(LiveCall call, String agentId, String how) {
    return new Problem(
        ErrorCode.CALL_NOT_YOURS,
        "The call is %s, and not %s the agent %s now.".formatted(call.state(), how, agentId));
  }
}

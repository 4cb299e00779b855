package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A person's call, from the wish for it on.
 *
 * @param askedAt keeps its place in the queue
 * @param agentId null while it is with nobody
 * @param endedBy who or what ended it once it was taken, see {@link Signals.Change}
 * @param notes what the agent has noted; null where that is nothing
 * @param asked the questions of the script that the agent has asked
 */
record LiveCall(
    String callId,
    String sessionId,
    String language,
    String state,
    Instant askedAt,
    String agentId,
    Instant offeredAt,
    Instant takenAt,
    Instant endedAt,
    String endedBy,
    String notes,
    List<String> asked) {
  private static final Set<String> CONNECTED = Set.of("connected", "dropped");

  /** Whether the person waits or talks. */
  boolean isOpen() {
    return state.equals("waiting") || state.equals("offered") || isConnected();
  }

  /** Whether an agent has it, though one side may be away just now. */
  boolean isConnected() {
    return CONNECTED.contains(state);
  }

  /** As the contract writes it for agents. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    asked.forEach(json.putArray("asked")::add);
    return json.put("call_id", callId)
        .put("session_id", sessionId)
        .put("language", language)
        .put("state", state)
        .put("agent_id", agentId)
        .put("asked_at", Times.text(askedAt))
        .put("offered_at", Times.text(offeredAt))
        .put("taken_at", Times.text(takenAt))
        .put("ended_at", Times.text(endedAt))
        .put("ended_by", endedBy)
        .put("notes", notes);
  }
}

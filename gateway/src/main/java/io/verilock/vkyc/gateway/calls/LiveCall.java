package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import java.time.Instant;
import java.util.Set;

/**
 * A person's call, from the wish for it on.
 *
 * @param askedAt keeps its place in the queue
 * @param agentId null while it is with nobody
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
    Instant endedAt) {
  private static final Set<String> OPEN = Set.of("waiting", "offered", "connected");

  /** Whether the person waits or talks. */
  boolean isOpen() {
    return OPEN.contains(state);
  }

  /** As the contract writes it for agents. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("call_id", callId)
        .put("session_id", sessionId)
        .put("language", language)
        .put("state", state)
        .put("agent_id", agentId)
        .put("asked_at", Times.text(askedAt))
        .put("offered_at", Times.text(offeredAt))
        .put("taken_at", Times.text(takenAt))
        .put("ended_at", Times.text(endedAt));
  }
}

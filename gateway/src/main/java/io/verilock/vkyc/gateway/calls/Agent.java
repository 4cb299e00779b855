package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who takes calls.
 *
 * @param onDuty whether they are there now
 * @param connectedCalls ids of the calls that they have now
 * @param staffId the member of staff who is this agent; null where it is none
 */
record Agent(
    String agentId,
    String name,
    List<String> languages,
    boolean enabled,
    WorkingHours hours,
    int maxCalls,
    Instant createdAt,
    boolean onDuty,
    List<String> connectedCalls,
    String staffId) {
  /** As the contract writes it. */
  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("agent_id", agentId).put("name", name);
    languages.forEach(json.putArray("languages")::add);
    json.put("enabled", enabled).put("time_zone", hours.zone().getId());
    json.set("working_hours", hours.json());
    json.put("max_calls", maxCalls).put("on_duty", onDuty);
    connectedCalls.forEach(json.putArray("connected_calls")::add);
    return json.put("staff_id", staffId).put("created_at", Times.text(createdAt));
  }
}

package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.tenants.TenantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The pool of agents: who takes calls, and who is there. */
public final class AgentOperations {
  private AgentOperations() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction create = AgentOperations::create;
    Operation.InTransaction list = AgentOperations::list;
    Operation.InTransaction get = AgentOperations::get;
    Operation.InTransaction desk = AgentOperations::desk;
    Operation.InTransaction change = AgentOperations::change;
    Operation.InTransaction delete = AgentOperations::delete;
    Operation.InTransaction duty = AgentOperations::duty;
    Operation.InTransaction heartbeat = AgentOperations::heartbeat;
    return Map.of(
        "createAgent", create,
        "listAgents", list,
        "getAgent", get,
        "getAgentDesk", desk,
        "updateAgent", change,
        "deleteAgent", delete,
        "setAgentDuty", duty,
        "sendAgentHeartbeat", heartbeat);
  }

  private static Answer create(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    JsonNode body = call.body();
    String tenantId = call.caller().tenantId();
    Agents.Details details =
        new Agents.Details(
            call.bodyText("name"),
            texts(body.get("languages")),
            body.path("enabled").asBoolean(true),
            hours(
                body.path("time_zone").asText("UTC"),
                body.has("working_hours")
                    ? body.get("working_hours")
                    : JsonNodeFactory.instance.arrayNode()),
            body.path("max_calls").asInt(1),
            OwnAgent.staff(handle, tenantId, call.bodyText("staff_id"), null));
    String agentId = Agents.create(handle, tenantId, details, call.at());
    AuditLog.target(handle, call, agentId);
    return Answer.json(201, Agents.get(handle, tenantId, agentId).json());
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    Cursor cursor = Cursor.of(call);
    int limit = call.number("limit");
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        Agents.list(
            handle,
            call.caller().tenantId(),
            cursor == null ? null : cursor.at(),
            cursor == null ? null : cursor.id(),
            limit + 1),
        limit,
        Agent::json,
        last -> new Cursor(last.createdAt(), last.agentId()));
  }

  private static Answer get(Call call, Handle handle) throws Problem {
    Agent agent = known(call, handle);
    AuditLog.target(handle, call, agent.agentId());
    return Answer.json(200, agent.json());
  }

  /** A page looks again and again at what is no news to the audit log. */
  private static Answer desk(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Agent agent = known(call, handle);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("agent", agent.json());
    ArrayNode connected = json.putArray("connected");
    for (String callId : agent.connectedCalls()) {
      connected.add(CallTable.get(handle, tenantId, callId).json());
    }
    CallTable.undecided(handle, tenantId, agent.agentId()).forEach(json.putArray("undecided")::add);
    TenantSettings.of(handle, tenantId).agentScript().forEach(json.putArray("script")::add);
    return Answer.json(200, json);
  }

  private static Answer change(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Queue.hold(handle, tenantId);
    Agent agent = known(call, handle);
    JsonNode body = call.body();
    Agents.Details details =
        new Agents.Details(
            body.path("name").asText(agent.name()),
            body.has("languages") ? texts(body.get("languages")) : agent.languages(),
            body.path("enabled").asBoolean(agent.enabled()),
            hours(
                body.path("time_zone").asText(agent.hours().zone().getId()),
                body.has("working_hours") ? body.get("working_hours") : agent.hours().json()),
            body.path("max_calls").asInt(agent.maxCalls()),
            body.has("staff_id")
                ? OwnAgent.staff(handle, tenantId, call.bodyText("staff_id"), agent.agentId())
                : agent.staffId());
    Agents.change(handle, tenantId, agent.agentId(), details);
    if (!details.enabled() || !details.hours().contains(call.at())) {
      offDuty(handle, tenantId, agent.agentId());
    } else if (agent.onDuty()) {
      Agents.onDuty(handle, agent.agentId(), details.hours().end(call.at()));
    }
    AuditLog.target(handle, call, agent.agentId());
    return Answer.json(200, Agents.get(handle, tenantId, agent.agentId()).json());
  }

  private static Answer delete(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Queue.hold(handle, tenantId);
    Agent agent = known(call, handle);
    offDuty(handle, tenantId, agent.agentId());
    Agents.delete(handle, tenantId, agent.agentId());
    AuditLog.target(handle, call, agent.agentId());
    return Answer.empty();
  }

  private static Answer duty(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Queue.hold(handle, tenantId);
    Agent agent = known(call, handle);
    if (call.body().get("on").asBoolean()) {
      if (!agent.enabled()) {
        throw unavailable("The agent is disabled: change them with enabled true first.");
      }
      if (!agent.hours().contains(call.at())) {
        throw unavailable(
            "It is outside of the agent's working hours"
                + agent
                    .hours()
                    .nextStart(call.at())
                    .map(", which begin at %s."::formatted)
                    .orElse("."));
      }
      Queue.putRight(handle, tenantId);
      Agents.onDuty(handle, agent.agentId(), agent.hours().end(call.at()));
    } else {
      offDuty(handle, tenantId, agent.agentId());
    }
    AuditLog.target(handle, call, agent.agentId());
    return Answer.json(200, Agents.get(handle, tenantId, agent.agentId()).json());
  }

  /** Too many to note each in the audit log, and none tells more than the duty that it keeps up. */
  private static Answer heartbeat(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    Agent agent = known(call, handle);
    Agents.heard(handle, agent.agentId());
    Presence.agentHeardInCalls(handle, tenantId, agent.agentId());
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("agent_id", agent.agentId())
            .put("on_duty", Agents.get(handle, tenantId, agent.agentId()).onDuty());
    return Answer.json(200, json);
  }

  /** Takes an agent off duty; what is offered to them goes back at once. */
  private static void offDuty(Handle handle, String tenantId, String agentId) {
    Agents.offDuty(handle, agentId);
    Queue.putRight(handle, tenantId);
  }

  private static Agent known(Call call, Handle handle) throws Problem {
    Plans.requireEnterprise(call.caller());
    Agent agent = Agents.get(handle, call.caller().tenantId(), call.path("agent_id"));
    OwnAgent.require(handle, call.caller(), agent.agentId());
    return agent;
  }

  private static WorkingHours hours(String zone, JsonNode hours) throws Problem {
    List<FieldError> faults = WorkingHours.faults(zone, hours);
    if (!faults.isEmpty()) {
      throw Problem.of(ErrorCode.VALIDATION_FAILED, faults);
    }
    return WorkingHours.of(zone, hours);
  }

  private static Problem unavailable(String detail) {
    return new Problem(ErrorCode.AGENT_UNAVAILABLE, detail);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

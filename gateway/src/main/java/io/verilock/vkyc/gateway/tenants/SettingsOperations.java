package io.verilock.vkyc.gateway.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.tenants.TenantSettings.Interruptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads and changes a tenant's settings. */
public final class SettingsOperations {
  private SettingsOperations() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction get = SettingsOperations::get;
    Operation.InTransaction change = SettingsOperations::change;
    return Map.of("getSettings", get, "changeSettings", change);
  }

  private static Answer get(Call call, Handle handle) {
    return json(TenantSettings.of(handle, call.caller().tenantId()));
  }

  private static Answer change(Call call, Handle handle) {
    String tenantId = call.caller().tenantId();
    TenantSettings before = TenantSettings.of(handle, tenantId);
    JsonNode body = call.body();
    TenantSettings settings =
        new TenantSettings(
            body.path("four_eyes").asBoolean(before.fourEyes()),
            texts(body, "embed_origins", before.embedOrigins()),
            texts(body, "agent_script", before.agentScript()),
            Interruptions.of(
                body.path("call_interruptions").asText(before.callInterruptions().text())),
            body.path("approve_before_analysis").asBoolean(before.approveBeforeAnalysis()));
    settings.keep(handle, tenantId);
    AuditLog.target(handle, call, settings.toString());
    return json(settings);
  }

  private static List<String> texts(JsonNode body, String field, List<String> before) {
    if (!body.has(field)) {
      return before;
    }
    List<String> texts = new ArrayList<>();
    body.get(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Answer json(TenantSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("four_eyes", settings.fourEyes());
    settings.embedOrigins().forEach(json.putArray("embed_origins")::add);
    settings.agentScript().forEach(json.putArray("agent_script")::add);
    return Answer.json(
        200,
        json.put("call_interruptions", settings.callInterruptions().text())
            .put("approve_before_analysis", settings.approveBeforeAnalysis()));
  }
}

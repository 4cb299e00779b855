package io.verilock.vkyc.gateway.tenants;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
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
    List<String> origins = new ArrayList<>();
    call.body().path("embed_origins").forEach(origin -> origins.add(origin.asText()));
    TenantSettings settings =
        new TenantSettings(
            call.body().path("four_eyes").asBoolean(before.fourEyes()),
            call.body().has("embed_origins") ? origins : before.embedOrigins());
    settings.keep(handle, tenantId);
    AuditLog.target(handle, call, settings.toString());
    return json(settings);
  }

  private static Answer json(TenantSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("four_eyes", settings.fourEyes());
    settings.embedOrigins().forEach(json.putArray("embed_origins")::add);
    return Answer.json(200, json);
  }
}

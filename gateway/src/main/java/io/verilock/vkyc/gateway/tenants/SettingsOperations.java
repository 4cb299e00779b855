package io.verilock.vkyc.gateway.tenants;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads and changes a tenant's settings. */
public final class SettingsOperations {
  private SettingsOperations() {}

  /** The operations by their ids. */
  public static Map<String, Operation> all() {
    Operation.InTransaction get = SettingsOperations::get;
    Operation.InTransaction put = SettingsOperations::put;
    return Map.of("getSettings", get, "putSettings", put);
  }

  private static Answer get(Call call, Handle handle) {
    return json(TenantSettings.of(handle, call.caller().tenantId()));
  }

  private static Answer put(Call call, Handle handle) {
    TenantSettings settings = new TenantSettings(call.body().get("four_eyes").asBoolean());
    settings.keep(handle, call.caller().tenantId());
    AuditLog.target(handle, call, "four_eyes=" + settings.fourEyes());
    return json(settings);
  }

  private static Answer json(TenantSettings settings) {
    return Answer.json(
        200, JsonNodeFactory.instance.objectNode().put("four_eyes", settings.fourEyes()));
  }
}

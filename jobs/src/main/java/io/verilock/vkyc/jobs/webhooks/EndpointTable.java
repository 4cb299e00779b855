package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints as they are now, by id and by tenant. */
final class EndpointTable {
  /** What the types of events of calls begin with. */
  private static final String CALL = "call.";

  private final Map<String, WebhookEndpoint> byId = new HashMap<>();
  private final Map<String, Map<String, WebhookEndpoint>> byTenant = new HashMap<>();

  /** Applies a change, unless it does not supersede what is known. */
  void apply(EndpointChange change) {
    WebhookEndpoint known = byId.get(change.endpointId());
    WebhookEndpoint next = change.endpoint();
    if (!change.supersedes(known)) {
      return;
    }
    if (known != null) {
      byId.remove(change.endpointId());
      Map<String, WebhookEndpoint> siblings = byTenant.get(known.getTenantId());
      siblings.remove(change.endpointId());
      if (siblings.isEmpty()) {
        byTenant.remove(known.getTenantId());
      }
    }
    if (next != null) {
      byId.put(change.endpointId(), next);
      byTenant
          .computeIfAbsent(next.getTenantId(), tenant -> new HashMap<>())
          .put(change.endpointId(), next);
    }
  }

  Optional<WebhookEndpoint> endpoint(String endpointId) {
    return Optional.ofNullable(byId.get(endpointId));
  }

  /**
   * The tenant's endpoints that are enabled and want events of this type. Events of calls are for
   * those that name them.
   */
  List<WebhookEndpoint> wanting(String tenantId, String eventType) {
    List<WebhookEndpoint> wanting = new ArrayList<>();
    for (WebhookEndpoint endpoint : byTenant.getOrDefault(tenantId, Map.of()).values()) {
      List<String> types = endpoint.getEventTypes();
      if (endpoint.getEnabled()
          && (types.contains(eventType) || (types.isEmpty() && !eventType.startsWith(CALL)))) {
        wanting.add(endpoint);
      }
    }
    return wanting;
  }
}

package io.verilock.vkyc.gateway.tenants;

import org.jdbi.v3.core.Handle;

/**
 * What a tenant has set for itself.
 *
 * @param fourEyes whether a decision takes two people
 */
public record TenantSettings(boolean fourEyes) {
  /** What a tenant has set. */
  public static TenantSettings of(Handle handle, String tenantId) {
    return handle
        .createQuery("select four_eyes from tenant where tenant_id = :id")
        .bind("id", tenantId)
        .map((row, context) -> new TenantSettings(row.getBoolean("four_eyes")))
        .one();
  }

  /** Sets it. */
  void keep(Handle handle, String tenantId) {
    handle
        .createUpdate("update tenant set four_eyes = :fourEyes where tenant_id = :id")
        .bind("fourEyes", fourEyes)
        .bind("id", tenantId)
        .execute();
  }
}

package io.verilock.vkyc.gateway.tenants;

import io.verilock.vkyc.gateway.database.Rows;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What a tenant has set for itself.
 *
 * @param fourEyes whether a decision takes two people
 * @param embedOrigins the sites that may show its sessions in a frame
 */
public record TenantSettings(boolean fourEyes, List<String> embedOrigins) {
  /** What a tenant has set. */
  public static TenantSettings of(Handle handle, String tenantId) {
    return handle
        .createQuery("select four_eyes, embed_origins from tenant where tenant_id = :id")
        .bind("id", tenantId)
        .map(
            (row, context) ->
                new TenantSettings(row.getBoolean("four_eyes"), Rows.texts(row, "embed_origins")))
        .one();
  }

  /** The sites that may show a session in a frame; none where there is no such session. */
  public static List<String> embedOrigins(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select embed_origins from session join tenant using (tenant_id)"
                + " where session_id = :id")
        .bind("id", sessionId)
        .map((row, context) -> Rows.texts(row, "embed_origins"))
        .findOne()
        .orElse(List.of());
  }

  /** Sets it. */
  void keep(Handle handle, String tenantId) {
    handle
        .createUpdate(
            "update tenant set four_eyes = :fourEyes, embed_origins = :origins"
                + " where tenant_id = :id")
        .bind("fourEyes", fourEyes)
        .bindArray("origins", String.class, embedOrigins)
        .bind("id", tenantId)
        .execute();
  }
}

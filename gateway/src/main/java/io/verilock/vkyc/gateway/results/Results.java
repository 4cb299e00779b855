package io.verilock.vkyc.gateway.results;

import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of results: the latest that the jobs said of each session. */
final class Results {
  private Results() {}

  /**
   * The result of a tenant's session, if there is one.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<VideoResult> find(Handle handle, String tenantId, String sessionId)
      throws IOException {
    Optional<byte[]> record =
        handle
            .createQuery(
                "select record from session_result where tenant_id = :tenant and session_id = :id")
            .bind("tenant", tenantId)
            .bind("id", sessionId)
            .mapTo(byte[].class)
            .findOne();
    return record.isEmpty() ? Optional.empty() : Optional.of(Topics.RESULTS.decode(record.get()));
  }

  /** Keeps a result, unless one of a higher version is kept. */
  static void put(Handle handle, VideoResult result) {
    handle
        .createUpdate(
            "insert into session_result (session_id, tenant_id, version, status, result, record)"
                + " values (:id, :tenant, :version, :status, :result, :record) on conflict"
                + " (session_id) do update set tenant_id = excluded.tenant_id, version ="
                + " excluded.version, status = excluded.status, result = excluded.result, record ="
                + " excluded.record where excluded.version >= session_result.version")
        .bind("id", result.getSessionId())
        .bind("tenant", result.getTenantId())
        .bind("version", result.getVersion())
        .bind("status", result.getStatus().name())
        .bind("result", result.getResult() == null ? null : result.getResult().name())
        .bind("record", Topics.RESULTS.encode(result))
        .execute();
  }

  /** Forgets a session's result. */
  static void remove(Handle handle, String sessionId) {
    handle
        .createUpdate("delete from session_result where session_id = :id")
        .bind("id", sessionId)
        .execute();
  }
}

package io.verilock.vkyc.gateway.results;

import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of results: the latest that the jobs said of each session. */
public final class Results {
  private Results() {}

  /**
   * The result of a tenant's session, if there is one.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<VideoResult> find(Handle handle, String tenantId, String sessionId)
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

  /**
   * The same, of which nobody keeps another one until the transaction ends.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<VideoResult> locked(Handle handle, String tenantId, String sessionId)
      throws IOException {
    handle
        .createQuery(
            "select session_id from session_result where tenant_id = :tenant"
                + " and session_id = :id for update")
        .bind("tenant", tenantId)
        .bind("id", sessionId)
        .mapTo(String.class)
        .findOne();
    return find(handle, tenantId, sessionId);
  }

  /** Keeps a result, unless one of a higher version is kept. */
  static void put(Handle handle, VideoResult result) {
    handle
        .createUpdate(
            "insert into session_result (session_id, tenant_id, version, status, result, record,"
                + " analysed_at) values (:id, :tenant, :version, :status, :result, :record,"
                + " :analysed) on conflict (session_id) do update set tenant_id ="
                + " excluded.tenant_id, version = excluded.version, status = excluded.status,"
                + " result = excluded.result, record = excluded.record, analysed_at ="
                + " excluded.analysed_at where excluded.version >= session_result.version")
        .bind("id", result.getSessionId())
        .bind("tenant", result.getTenantId())
        .bind("version", result.getVersion())
        .bind("status", result.getStatus().name())
        .bind("result", result.getResult() == null ? null : result.getResult().name())
        .bind("record", Topics.RESULTS.encode(result))
        .bind("analysed", result.getAnalysedAt())
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

package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table of sessions, beside what was received for them and what the jobs say of them. */
public final class Sessions {
  /** A session's status in SQL, where {@code session} and {@code session_result} are joined. */
  public static final String STATUS =
      """
      case
        when cancelled_at is not null then 'cancelled'
        when session_result.status in ('completed', 'expired') then session_result.status
        when finished_at is null and expires_at <= now() then 'expired'
        when finished_at is not null or session_result.status = 'in_progress' or exists
          (select 1 from chunk_receipt where chunk_receipt.session_id = session.session_id)
          then 'in_progress'
        else 'pending'
      end""";

  private static final String SELECT =
      """
      select * from (
        select session.*, session_result.result, coalesce(session_result.version, 0) as version,
          array(select kind from photo_receipt where photo_receipt.session_id = session.session_id
            order by kind) as photos,
          (select count(*) from received_chunk
            where received_chunk.session_id = session.session_id) as chunks,
          %s as status
        from session left join session_result using (session_id)) as known
      """
          .formatted(STATUS);

  private Sessions() {}

  /** What a new session is kept as. */
  public record NewSession(
      String sessionId,
      String tenantId,
      String externalId,
      List<String> steps,
      String mode,
      Integer maxDuration,
      int takes,
      String language,
      List<Prompt> prompts,
      String metadata,
      String redirectUrl,
      byte[] tokenHash,
      Instant createdAt,
      Instant expiresAt) {}

  /** Which sessions are wanted; what is null chooses nothing. */
  public record Choice(
      String status,
      String result,
      String mode,
      String language,
      String externalId,
      Instant createdFrom,
      Instant createdTo,
      Instant before,
      String beforeId) {}

  /** Keeps a new session. */
  public static void insert(Handle handle, NewSession session) {
    handle
        .createUpdate(
            "insert into session (session_id, tenant_id, external_id, steps, video_mode,"
                + " video_max_duration, video_takes, video_language, prompts, metadata, redirect_url,"
                + " upload_token_hash, created_at, expires_at) values (:id, :tenant, :external,"
                + " :steps, :mode, :duration, :takes, :language, cast(:prompts as jsonb),"
                + " cast(:metadata as jsonb), :redirect, :token, :created, :expires)")
        .bind("id", session.sessionId())
        .bind("tenant", session.tenantId())
        .bind("external", session.externalId())
        .bindArray("steps", String.class, session.steps())
        .bind("mode", session.mode())
        .bind("duration", session.maxDuration())
        .bind("takes", session.takes())
        .bind("language", session.language())
        .bind("prompts", SessionJson.prompts(session.prompts()).toString())
        .bind("metadata", session.metadata())
        .bind("redirect", session.redirectUrl())
        .bind("token", session.tokenHash())
        .bind("created", session.createdAt())
        .bind("expires", session.expiresAt())
        .execute();
  }

  /**
   * A session of a tenant.
   *
   * @throws Problem if there is none of that id
   */
  public static Session get(Handle handle, String tenantId, String sessionId) throws Problem {
    return find(handle, tenantId, sessionId).orElseThrow(() -> unknown(sessionId));
  }

  /** A session of a tenant, if there is one of that id. */
  public static Optional<Session> find(Handle handle, String tenantId, String sessionId) {
    return handle
        .createQuery(SELECT + " where tenant_id = :tenant and session_id = :id")
        .bind("tenant", tenantId)
        .bind("id", sessionId)
        .map((row, context) -> session(row))
        .findOne();
  }

  /**
   * A session of a tenant that nobody else changes until the transaction ends.
   *
   * @throws Problem if there is none of that id
   */
  public static Session locked(Handle handle, String tenantId, String sessionId) throws Problem {
    handle
        .createQuery(
            "select session_id from session where tenant_id = :tenant and session_id = :id"
                + " for update")
        .bind("tenant", tenantId)
        .bind("id", sessionId)
        .mapTo(String.class)
        .findOne();
    return get(handle, tenantId, sessionId);
  }

  /** Sessions of a tenant, the youngest first. */
  public static List<Session> list(Handle handle, String tenantId, Choice choice, int limit) {
    Query query =
        handle
            .createQuery(
                SELECT
                    + " where tenant_id = :tenant"
                    + " and (cast(:status as text) is null or status = :status)"
                    + " and (cast(:result as text) is null or result = :result)"
                    + " and (cast(:mode as text) is null or video_mode = :mode)"
                    + " and (cast(:language as text) is null or video_language = :language)"
                    + " and (cast(:external as text) is null or external_id = :external)"
                    + " and (cast(:from as timestamptz) is null or created_at >= :from)"
                    + " and (cast(:to as timestamptz) is null or created_at < :to)"
                    + " and (cast(:before as timestamptz) is null"
                    + " or (created_at, session_id) < (:before, :beforeId))"
                    + " order by created_at desc, session_id desc limit :limit")
            .bind("tenant", tenantId)
            .bind("status", choice.status())
            .bind("result", choice.result())
            .bind("mode", choice.mode())
            .bind("language", choice.language())
            .bind("external", choice.externalId())
            .bind("from", choice.createdFrom())
            .bind("to", choice.createdTo())
            .bind("before", choice.before())
            .bind("beforeId", choice.beforeId())
            .bind("limit", limit);
    return query.map((row, context) -> session(row)).list();
  }

  /** Notes that a session was cancelled, and tells the jobs with the same commit. */
  public static void cancel(Handle handle, Outbox outbox, String sessionId, Instant now) {
    handle
        .createUpdate("update session set cancelled_at = :now where session_id = :id")
        .bind("now", now)
        .bind("id", sessionId)
        .execute();
    outbox.put(
        handle, Topics.SESSIONS, SessionEvents.of(sessionId, SessionEventType.cancelled, now));
  }

  /** Begins a take of a session's recording: from now on it counts, and no earlier one. */
  static void beginTake(Handle handle, String sessionId, int take, List<Prompt> prompts) {
    handle
        .createUpdate(
            "update session set take = :take, prompts = cast(:prompts as jsonb)"
                + " where session_id = :id")
        .bind("take", take)
        .bind("prompts", SessionJson.prompts(prompts).toString())
        .bind("id", sessionId)
        .execute();
    handle
        .createUpdate("delete from capture_evidence where session_id = :id")
        .bind("id", sessionId)
        .execute();
  }

  /** Notes that a session's video is whole. */
  public static void finish(Handle handle, String sessionId, int chunkCount, Instant now) {
    handle
        .createUpdate(
            "update session set finished_at = :now, chunk_count = :count where session_id = :id")
        .bind("now", now)
        .bind("count", chunkCount)
        .bind("id", sessionId)
        .execute();
  }

  /** Forgets all that is kept of a session but its audit entries; whether there was anything. */
  public static boolean erase(Handle handle, String tenantId, String sessionId) {
    int erased = 0;
    for (String table :
        List.of("session_result", "review_claim", "review_proposal", "review", "session")) {
      erased +=
          handle
              .createUpdate("delete from <table> where tenant_id = :tenant and session_id = :id")
              .define("table", table)
              .bind("tenant", tenantId)
              .bind("id", sessionId)
              .execute();
    }
    return erased > 0;
  }

  /** Whose upload token has a hash; nobody's where its session was cancelled or has expired. */
  public static Optional<Caller.Applicant> applicant(Handle handle, byte[] tokenHash) {
    return handle
        .createQuery(
            "select session_id, tenant_id, exists (select 1 from consent where"
                + " consent.session_id = session.session_id and event = 'given') as consented"
                + " from session where upload_token_hash = :hash"
                + " and cancelled_at is null and expires_at > now()")
        .bind("hash", tokenHash)
        .map(
            (row, context) ->
                new Caller.Applicant(
                    row.getString("session_id"),
                    row.getString("tenant_id"),
                    row.getBoolean("consented")))
        .findOne();
  }

  /** The problem that there is no session of an id. */
  public static Problem unknown(String sessionId) {
    return new Problem(ErrorCode.SESSION_NOT_FOUND, "There is no session %s.".formatted(sessionId));
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("session_id"),
        row.getString("tenant_id"),
        row.getString("external_id"),
        Rows.texts(row, "steps"),
        row.getString("video_mode"),
        Rows.integer(row, "video_max_duration"),
        row.getInt("video_takes"),
        row.getInt("take"),
        row.getString("video_language"),
        row.getString("prompts"),
        row.getString("metadata"),
        row.getString("redirect_url"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "expires_at"),
        Rows.integer(row, "chunk_count"),
        row.getString("status"),
        row.getString("result"),
        row.getInt("version"),
        Rows.texts(row, "photos"),
        row.getInt("chunks"));
  }
}

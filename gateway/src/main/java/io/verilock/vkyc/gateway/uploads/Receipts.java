package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.sessions.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was received for sessions: that Kafka has it, by its digest. */
final class Receipts {
  private static final String STANDING =
      """
      select chunk_count, digest, length, received_at, %s as status,
        take, (select coalesce(sum(length), 0) from received_chunk
          where received_chunk.session_id = session.session_id) as bytes
      from session left join session_result using (session_id)
        left join (select digest, length, received_at from chunk_receipt
          where session_id = :id and take = :take and sequence = :sequence) as chunk on true
      where session.session_id = :id and session.tenant_id = :tenant
      """
          .formatted(Sessions.STATUS);

  private Receipts() {}

  /** What was received. */
  record Receipt(byte[] digest, int length, Instant receivedAt) {}

  /** Numbers of chunks from {@code first} to {@code last}, both included. */
  record Range(int first, int last) {}

  /** When the first and the last of a recording's chunks came, whatever their numbers. */
  record Span(Instant first, Instant last) {}

  /**
   * How things stand for a chunk that comes.
   *
   * @param status of its session
   * @param chunkCount of the recording; null until it is finished
   * @param take that counts
   * @param chunk that is there with its number
   * @param bytes of all chunks that are there of the take that counts
   */
  record Standing(
      String status, Integer chunkCount, int take, Optional<Receipt> chunk, long bytes) {}

  /** A picture that was received. */
  static Optional<Receipt> photo(Handle handle, String sessionId, String kind) {
    return handle
        .createQuery(
            "select digest, length, received_at from photo_receipt"
                + " where session_id = :id and kind = :kind")
        .bind("id", sessionId)
        .bind("kind", kind)
        .map(
            (row, context) ->
                new Receipt(
                    row.getBytes("digest"), row.getInt("length"), Rows.instant(row, "received_at")))
        .findOne();
  }

  /** Notes a picture, in place of an earlier one. */
  static void putPhoto(Handle handle, String sessionId, String kind, Receipt receipt) {
    handle
        .createUpdate(
            "insert into photo_receipt (session_id, kind, digest, length, received_at) values (:id,"
                + " :kind, :digest, :length, :at) on conflict (session_id, kind) do update set"
                + " digest = excluded.digest, length = excluded.length, received_at ="
                + " excluded.received_at")
        .bind("id", sessionId)
        .bind("kind", kind)
        .bind("digest", receipt.digest())
        .bind("length", receipt.length())
        .bind("at", receipt.receivedAt())
        .execute();
  }

  /**
   * How things stand for a chunk, in one question: this is asked for every chunk there is.
   *
   * @return nothing where the tenant has no such session
   */
  static Optional<Standing> standing(
      Handle handle, String tenantId, String sessionId, int take, int sequence) {
    return handle
        .createQuery(STANDING)
        .bind("tenant", tenantId)
        .bind("id", sessionId)
        .bind("take", take)
        .bind("sequence", sequence)
        .map((row, context) -> standing(row))
        .findOne();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    byte[] digest = row.getBytes("digest");
    return new Standing(
        row.getString("status"),
        Rows.integer(row, "chunk_count"),
        row.getInt("take"),
        digest == null
            ? Optional.empty()
            : Optional.of(
                new Receipt(digest, row.getInt("length"), Rows.instant(row, "received_at"))),
        row.getLong("bytes"));
  }

  /**
   * Notes a chunk of a take; whether it was: not where one of its number is there, or its session
   * is gone.
   */
  static boolean putChunk(
      Handle handle, String sessionId, int take, int sequence, Receipt receipt) {
    return handle
            .createUpdate(
                "insert into chunk_receipt (session_id, take, sequence, digest, length, received_at)"
                    + " select session_id, :take, :sequence, :digest, :length, :at from session"
                    + " where session_id = :id on conflict (session_id, take, sequence) do nothing")
            .bind("id", sessionId)
            .bind("take", take)
            .bind("sequence", sequence)
            .bind("digest", receipt.digest())
            .bind("length", receipt.length())
            .bind("at", receipt.receivedAt())
            .execute()
        == 1;
  }

  /** The bytes of all chunks of the take that counts. */
  static long bytes(Handle handle, String sessionId) {
    return handle
        .createQuery("select coalesce(sum(length), 0) from received_chunk where session_id = :id")
        .bind("id", sessionId)
        .mapTo(Long.class)
        .one();
  }

  /** When a recording's chunks came; nothing where there are fewer than two. */
  static Optional<Span> span(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select min(received_at) as first, max(received_at) as last from received_chunk"
                + " where session_id = :id having count(*) > 1")
        .bind("id", sessionId)
        .map((row, context) -> new Span(Rows.instant(row, "first"), Rows.instant(row, "last")))
        .findOne();
  }

  /** The chunks that are there of the take that counts, in order. */
  static List<Range> ranges(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select min(sequence) as first, max(sequence) as last from (select sequence, sequence -"
                + " row_number() over (order by sequence) as run from received_chunk where"
                + " session_id = :id) as runs group by run order by first")
        .bind("id", sessionId)
        .map((row, context) -> new Range(row.getInt("first"), row.getInt("last")))
        .list();
  }
}

package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.gateway.database.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was received for sessions: that Kafka has it, by its digest. */
final class Receipts {
  private Receipts() {}

  /** What was received. */
  record Receipt(byte[] digest, int length, Instant receivedAt) {}

  /** Numbers of chunks from {@code first} to {@code last}, both included. */
  record Range(int first, int last) {}

  /**
   * What is there of a recording.
   *
   * @param chunk the chunk asked for, if it is there
   * @param bytes of all chunks
   */
  record Chunks(Optional<Receipt> chunk, long bytes) {}

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

  /** A chunk that was received, and the bytes of all. */
  static Chunks chunks(Handle handle, String sessionId, int sequence) {
    Optional<Receipt> chunk =
        handle
            .createQuery(
                "select digest, length, received_at from chunk_receipt"
                    + " where session_id = :id and sequence = :sequence")
            .bind("id", sessionId)
            .bind("sequence", sequence)
            .map(
                (row, context) ->
                    new Receipt(
                        row.getBytes("digest"),
                        row.getInt("length"),
                        Rows.instant(row, "received_at")))
            .findOne();
    return new Chunks(chunk, bytes(handle, sessionId));
  }

  /** Notes a chunk; nothing where one of its number is there. */
  static void putChunk(Handle handle, String sessionId, int sequence, Receipt receipt) {
    handle
        .createUpdate(
            "insert into chunk_receipt (session_id, sequence, digest, length, received_at)"
                + " select session_id, :sequence, :digest, :length, :at from session"
                + " where session_id = :id on conflict (session_id, sequence) do nothing")
        .bind("id", sessionId)
        .bind("sequence", sequence)
        .bind("digest", receipt.digest())
        .bind("length", receipt.length())
        .bind("at", receipt.receivedAt())
        .execute();
  }

  /** The bytes of all chunks. */
  static long bytes(Handle handle, String sessionId) {
    return handle
        .createQuery("select coalesce(sum(length), 0) from chunk_receipt where session_id = :id")
        .bind("id", sessionId)
        .mapTo(Long.class)
        .one();
  }

  /** The chunks that are there, in order. */
  static List<Range> ranges(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select min(sequence) as first, max(sequence) as last from (select sequence, sequence -"
                + " row_number() over (order by sequence) as run from chunk_receipt where"
                + " session_id = :id) as runs group by run order by first")
        .bind("id", sessionId)
        .map((row, context) -> new Range(row.getInt("first"), row.getInt("last")))
        .list();
  }
}

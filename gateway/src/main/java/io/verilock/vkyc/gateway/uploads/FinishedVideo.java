package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.uploads.Receipts.Range;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.Container;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The end of a recording. */
public final class FinishedVideo {
  /** A call, which is all that is left behind, has no other. */
  private static final int FIRST_TAKE = 1;

  private FinishedVideo() {}

  /**
   * Finishes what a page has left behind, with the chunks that are there without a gap; nothing
   * where it was finished meanwhile.
   */
  public static void leave(Handle handle, Outbox outbox, String sessionId, Instant now) {
    Optional<String> tenantId =
        handle
            .createQuery(
                "select tenant_id from session where session_id = :id and finished_at is null"
                    + " for update")
            .bind("id", sessionId)
            .mapTo(String.class)
            .findOne();
    List<Range> there = tenantId.isPresent() ? Receipts.ranges(handle, sessionId) : List.of();
    if (!there.isEmpty() && there.get(0).first() == 0) {
      int count = there.get(0).last() + 1;
      CaptureEvidence capture =
          io.verilock.vkyc.gateway.uploads.CaptureEvidence.ofRecording(handle, sessionId)
              .orElse(null);
      put(handle, outbox, sessionId, FIRST_TAKE, count, Container.unknown, capture, now);
      AuditLog.system(handle, tenantId.get(), "finishVideo", sessionId, null);
    }
  }

  /**
   * Notes that a recording is whole, and tells the jobs with the same commit. Its end is a chunk of
   * its own, without bytes: the last one is already sent.
   *
   * @param capture what the page said of it; null where nothing is known
   */
  static void put(
      Handle handle,
      Outbox outbox,
      String sessionId,
      int take,
      int count,
      Container container,
      CaptureEvidence capture,
      Instant now) {
    Sessions.finish(handle, sessionId, count, now);
    outbox.put(
        handle,
        Topics.CHUNKS,
        VideoChunk.newBuilder()
            .setSessionId(sessionId)
            .setTake(take)
            .setSequence(count)
            .setContainer(container)
            .setData(ByteBuffer.allocate(0))
            .setLast(true)
            .setUploadedAt(now)
            .setCapture(capture)
            .build());
  }
}

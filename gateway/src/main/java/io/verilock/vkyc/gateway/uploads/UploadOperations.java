package io.verilock.vkyc.gateway.uploads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.BodyLimit;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.scores.LiveScores;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.SessionJson;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.sessions.Takes;
import io.verilock.vkyc.gateway.uploads.Receipts.Range;
import io.verilock.vkyc.schemas.Container;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What can be uploaded for a session, and what was. */
public final class UploadOperations {
  private final PhotoUpload photos;
  private final ChunkUpload chunks;
  private final Outbox outbox;

  /** Sets them up. */
  public UploadOperations(
      Jdbi jdbi, TopicSender sender, SessionObjects objects, LiveScores scores, Outbox outbox) {
    photos = new PhotoUpload(jdbi, sender, objects);
    chunks = new ChunkUpload(jdbi, sender, objects, scores);
    this.outbox = outbox;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.Unbound selfie = call -> photos.put(call, PhotoKind.selfie);
    Operation.Unbound document = call -> photos.put(call, PhotoKind.document);
    Operation.Unbound chunk = chunks::put;
    Operation.Unbound uploadUrl = chunks::uploadUrl;
    Operation.InTransaction received = UploadOperations::received;
    Operation.InTransaction finish = this::finish;
    Operation.InTransaction putEvidence = CaptureEvidence::put;
    Operation.InTransaction getEvidence = CaptureEvidence::get;
    return Map.of(
        "putSelfie", selfie,
        "putDocument", document,
        "putVideoChunk", chunk,
        "createChunkUploadUrl", uploadUrl,
        "getVideoChunks", received,
        "putCaptureEvidence", putEvidence,
        "getCaptureEvidence", getEvidence,
        "finishVideo", finish);
  }

  /** How large what is no JSON may be, by the operations' ids. */
  public static Map<String, BodyLimit> bodyLimits() {
    return Map.of(
        "putSelfie", PhotoUpload.LIMIT,
        "putDocument", PhotoUpload.LIMIT,
        "putVideoChunk", ChunkUpload.LIMIT);
  }

  private static Answer received(Call call, Handle handle) throws Problem {
    Session session = Sessions.get(handle, call.caller().tenantId(), call.path("session_id"));
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("session_id", session.sessionId());
    answer.put("take", session.take());
    answer.set("ranges", json(Receipts.ranges(handle, session.sessionId())));
    answer.put("chunks_received", session.chunks());
    answer.put("bytes_received", Receipts.bytes(handle, session.sessionId()));
    answer.put("chunk_count", session.chunkCount());
    return Answer.json(200, answer);
  }

  private Answer finish(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    Takes.require(call.body().path("take").asInt(1), session.take());
    int count = call.body().get("chunk_count").asInt();
    if (session.chunkCount() != null) {
      if (session.chunkCount() != count) {
        throw new Problem(
            ErrorCode.FINISH_DIFFERS,
            "The video was finished with %d chunks.".formatted(session.chunkCount()));
      }
      return Answer.json(202, SessionJson.progress(session));
    }
    session.requireOpen();
    requireAll(Receipts.ranges(handle, session.sessionId()), count);
    String container = call.bodyText("container");
    // Whoever finishes with a key sends what they have; what a page told counts where it finished.
    boolean byPage = call.caller() instanceof Caller.Applicant;
    FinishedVideo.put(
        handle,
        outbox,
        session.sessionId(),
        session.take(),
        count,
        container == null ? Container.unknown : Container.valueOf(container),
        byPage ? CaptureEvidence.ofRecording(handle, session.sessionId()).orElse(null) : null,
        call.at());
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(
        202, SessionJson.progress(Sessions.get(handle, session.tenantId(), session.sessionId())));
  }

  private static void requireAll(List<Range> there, int count) throws Problem {
    int next = 0;
    List<Range> missing = new ArrayList<>();
    for (Range range : there) {
      if (range.last() >= count) {
        throw new Problem(
            ErrorCode.CHUNK_COUNT_TOO_SMALL, "Chunk %d is there.".formatted(range.last()));
      }
      if (range.first() > next) {
        missing.add(new Range(next, range.first() - 1));
      }
      next = range.last() + 1;
    }
    if (next < count) {
      missing.add(new Range(next, count - 1));
    }
    if (!missing.isEmpty()) {
      int chunks = missing.stream().mapToInt(one -> one.last() - one.first() + 1).sum();
      throw new Problem(
              ErrorCode.CHUNKS_MISSING, "%d of %d chunks are missing.".formatted(chunks, count))
          .with(members -> members.set("missing", json(missing)));
    }
  }

  private static ArrayNode json(List<Range> ranges) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ranges.forEach(range -> list.addObject().put("first", range.first()).put("last", range.last()));
    return list;
  }
}

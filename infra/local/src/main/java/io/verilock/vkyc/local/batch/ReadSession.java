package io.verilock.vkyc.local.batch;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.client.upload.SessionRecords;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a session's files into the records that an upload of them would be. */
final class ReadSession extends ProcessFunction<Long, RawRecord> {
  static final String UID = "read-session";
  static final OutputTag<RawRecord> CHUNKS = tag("chunks");
  static final OutputTag<RawRecord> PHOTOS = tag("photos");
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ReadSession.class);
  private static final int CHUNK_BYTES = 256 << 10;

  /** Files do not expire. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final List<SessionFiles> sessions;

  ReadSession(List<SessionFiles> sessions) {
    this.sessions = new ArrayList<>(sessions);
  }

  @Override
  public void processElement(Long row, Context context, Collector<RawRecord> out) {
    SessionFiles session = sessions.get(row.intValue());
    SessionEvent created = SessionRecords.created(session, Instant.EPOCH, NEVER);
    out.collect(record(Topics.SESSIONS, row, created));
    if (session.selfie() != null) {
      context.output(PHOTOS, photo(row, session.sessionId(), PhotoKind.selfie, session.selfie()));
    }
    if (session.document() != null) {
      context.output(
          PHOTOS, photo(row, session.sessionId(), PhotoKind.document, session.document()));
    }
    int[] chunksRead = {0};
    try {
      SessionRecords.chunks(
          session,
          CHUNK_BYTES,
          chunk -> {
            context.output(CHUNKS, record(Topics.CHUNKS, row, chunk));
            chunksRead[0]++;
          });
    } catch (IOException e) {
      LOG.warn("session {}: the video cannot be read: {}", session.sessionId(), e.toString());
      VideoChunk chunk = SessionRecords.chunk(session.sessionId(), chunksRead[0], true);
      chunk.setObject(nowhere(session.video()));
      context.output(CHUNKS, record(Topics.CHUNKS, row, chunk));
    }
  }

  private RawRecord photo(long row, String sessionId, PhotoKind kind, String path) {
    Photo photo = Photo.newBuilder().setSessionId(sessionId).setKind(kind).build();
    try {
      photo.setData(ByteBuffer.wrap(Files.readAllBytes(Path.of(path))));
    } catch (IOException e) {
      LOG.warn("session {}: the {} cannot be read: {}", sessionId, kind, e.toString());
      photo.setObject(nowhere(path));
    }
    return record(Topics.PHOTOS, row, photo);
  }

  /**
   * A file that cannot be read is an upload whose bytes are not to be had: the session ends with a
   * result that says so.
   */
  private static ObjectReference nowhere(String path) {
    return new ObjectReference(path, 0L, "");
  }

  /** The row stands in for the offset. */
  private static <T extends SpecificRecord> RawRecord record(Topic<T> topic, long row, T record) {
    return new RawRecord(topic.name(), 0, row, 0, null, topic.encode(record));
  }

  private static OutputTag<RawRecord> tag(String what) {
    return new OutputTag<>(UID + "-" + what, TypeInformation.of(RawRecord.class));
  }
}

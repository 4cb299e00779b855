package io.verilock.vkyc.client.upload;

import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the records that a session's files become. */
public final class SessionRecords {
  private SessionRecords() {}

  /** Takes the chunks of a recording. */
  @FunctionalInterface
  public interface ChunkConsumer {
    void accept(VideoChunk chunk) throws IOException;
  }

  /**
   * The session's creation.
   *
   * @param expiresAt null for the job's own limit
   */
  public static SessionEvent created(SessionFiles session, Instant at, Instant expiresAt) {
    List<PhotoKind> expected = new ArrayList<>();
    if (session.selfie() != null) {
      expected.add(PhotoKind.selfie);
    }
    if (session.document() != null) {
      expected.add(PhotoKind.document);
    }
    SessionSettings settings =
        SessionSettings.newBuilder()
            .setPlan(session.mode() == VideoMode.live_agent ? "enterprise" : "standard")
            .setVideoMode(session.mode())
            .setVideoLanguage(session.language())
            .setExpectedPhotos(expected)
            .setExpiresAt(expiresAt)
            .build();
    return new SessionEvent(session.sessionId(), SessionEventType.created, at, settings, 1);
  }

  /**
   * Cuts the recording every {@code chunkBytes}; the last chunk is marked.
   *
   * @throws IOException if the file cannot be read, or the consumer throws it
   */
  public static void chunks(SessionFiles session, int chunkBytes, ChunkConsumer consumer)
      throws IOException {
    try (InputStream video = Files.newInputStream(Path.of(session.video()))) {
      byte[] bytes = video.readNBytes(chunkBytes);
      int sequence = 0;
      boolean last;
      do {
        byte[] next = video.readNBytes(chunkBytes);
        last = next.length == 0;
        VideoChunk chunk = chunk(session.sessionId(), sequence, last);
        chunk.setData(ByteBuffer.wrap(bytes));
        consumer.accept(chunk);
        bytes = next;
        sequence++;
      } while (!last);
    }
  }

  /** A chunk without its bytes. */
  public static VideoChunk chunk(String sessionId, int sequence, boolean last) {
    return VideoChunk.newBuilder()
        .setSessionId(sessionId)
        .setSequence(sequence)
        .setLast(last)
        .build();
  }
}

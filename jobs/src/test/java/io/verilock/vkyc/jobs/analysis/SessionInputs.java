package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records that sessions arrive as, topic by topic. */
final class SessionInputs {
  final List<RawRecord> sessions = new ArrayList<>();
  final List<RawRecord> chunks = new ArrayList<>();
  final List<RawRecord> photos = new ArrayList<>();
  final List<RawRecord> reviews = new ArrayList<>();

  /** A session with its selfie and its recording cut every {@code cut} bytes. */
  SessionInputs with(
      String sessionId, SessionSettings settings, byte[] selfie, byte[] video, int cut) {
    Instant now = Instant.ofEpochMilli(1_000);
    settings.setExpiresAt(Instant.parse("2999-01-01T00:00:00Z"));
    add(
        sessions,
        Topics.SESSIONS,
        Topics.SESSIONS.encode(
            new SessionEvent(sessionId, SessionEventType.created, now, settings, 1)));
    Photo photo =
        Photo.newBuilder()
            .setSessionId(sessionId)
            .setKind(PhotoKind.selfie)
            .setData(ByteBuffer.wrap(selfie))
            .build();
    add(photos, Topics.PHOTOS, Topics.PHOTOS.encode(photo));
    chunks(sessionId, 1, video, cut);
    return this;
  }

  /** The session added last is recorded again: its first recording is left without its end. */
  SessionInputs again(String sessionId, SessionSettings settings, byte[] video, int cut) {
    chunks.remove(chunks.size() - 1);
    add(
        sessions,
        Topics.SESSIONS,
        Topics.SESSIONS.encode(
            new SessionEvent(
                sessionId, SessionEventType.retaken, Instant.ofEpochMilli(2_000), settings, 2)));
    chunks(sessionId, 2, video, cut);
    return this;
  }

  private void chunks(String sessionId, int take, byte[] video, int cut) {
    int sequence = 0;
    for (int from = 0; from < video.length; from += cut) {
      int to = Math.min(video.length, from + cut);
      chunk(sessionId, take, sequence++, Arrays.copyOfRange(video, from, to), to == video.length);
    }
  }

  void chunk(String sessionId, int sequence, byte[] data, boolean last) {
    chunk(sessionId, 1, sequence, data, last);
  }

  private void chunk(String sessionId, int take, int sequence, byte[] data, boolean last) {
    VideoChunk chunk =
        VideoChunk.newBuilder()
            .setSessionId(sessionId)
            .setTake(take)
            .setSequence(sequence)
            .setData(ByteBuffer.wrap(data))
            .setLast(last)
            .build();
    add(chunks, Topics.CHUNKS, Topics.CHUNKS.encode(chunk));
  }

  void review(Review review) {
    add(reviews, Topics.REVIEWS, Topics.REVIEWS.encode(review));
  }

  static void add(List<RawRecord> records, Topic<?> topic, byte[] value) {
    int offset = records.size();
    records.add(new RawRecord(topic.name(), 0, offset, 1_000 + offset, null, value));
  }
}

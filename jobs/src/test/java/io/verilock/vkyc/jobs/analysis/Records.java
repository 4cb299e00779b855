package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Records as tests need them. Offsets are what tells two records apart. */
final class Records {
  static final String SESSION = "session-1";

  private Records() {}

  static <T> Received<T> received(T value, Topic<?> topic, long offset) {
    return new Received<>(value, topic.name(), 0, offset, 1_000 + offset);
  }

  static Received<SessionEvent> created(String sessionId, SessionSettings settings) {
    return received(
        new SessionEvent(
            sessionId, SessionEventType.created, Instant.ofEpochMilli(1_000), settings, 1),
        Topics.SESSIONS,
        0);
  }

  static Received<SessionEvent> created(PhotoKind... expected) {
    return created(SESSION, settings(expected));
  }

  static Received<SessionEvent> ended(SessionEventType type) {
    return received(
        new SessionEvent(SESSION, type, Instant.ofEpochMilli(2_000), null, 1), Topics.SESSIONS, 1);
  }

  /** A take begins, with the prompts of {@code settings}. */
  static Received<SessionEvent> retaken(int take, SessionSettings settings) {
    return received(
        new SessionEvent(
            SESSION, SessionEventType.retaken, Instant.ofEpochMilli(2_000), settings, take),
        Topics.SESSIONS,
        take);
  }

  static SessionSettings settings(PhotoKind... expected) {
    return SessionSettings.newBuilder().setExpectedPhotos(List.of(expected)).build();
  }

  static SessionSettings call(PhotoKind... expected) {
    SessionSettings settings = settings(expected);
    settings.setVideoMode(VideoMode.live_agent);
    settings.setPlan("enterprise");
    return settings;
  }

  static Received<VideoChunk> chunk(int sequence, boolean last) {
    return chunk(sequence, new byte[] {(byte) sequence}, last);
  }

  static Received<VideoChunk> chunk(int sequence, byte[] data, boolean last) {
    return chunk(1, sequence, data, last);
  }

  static Received<VideoChunk> chunk(int take, int sequence, byte[] data, boolean last) {
    VideoChunk chunk =
        VideoChunk.newBuilder()
            .setSessionId(SESSION)
            .setTake(take)
            .setSequence(sequence)
            .setData(ByteBuffer.wrap(data))
            .setLast(last)
            .build();
    return received(chunk, Topics.CHUNKS, 100 * take + sequence);
  }

  /** What a page tells of a recording whose chunks came within so many milliseconds. */
  static CaptureEvidence capture(String camera, long spreadMillis) {
    return CaptureEvidence.newBuilder()
        .setCameraLabel(camera)
        .setMicrophoneLabel("Microphone")
        .setFrames(90)
        .setParts(1)
        .setFirstChunkAt(Instant.ofEpochMilli(1_000))
        .setLastChunkAt(Instant.ofEpochMilli(1_000 + spreadMillis))
        .build();
  }

  static Received<Review> review(String reviewId, Outcome outcome, long offset) {
    Review review =
        Review.newBuilder()
            .setSessionId(SESSION)
            .setReviewId(reviewId)
            .setResult(outcome)
            .setReviewerId("reviewer-7")
            .setAgentId("agent-7")
            .setNotes("seen")
            .setReviewedAt(Instant.ofEpochMilli(3_000))
            .build();
    return received(review, Topics.REVIEWS, offset);
  }
}

package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.io.RecordRule;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.Template;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ParseRecordsTest {
  private static final Kind<VideoChunk> CHUNKS =
      new Kind<>(Topics.CHUNKS, RecordRules::chunk, Types.CHUNK);
  private static final Kind<Photo> PHOTOS =
      new Kind<>(Topics.PHOTOS, RecordRules::photo, Types.PHOTO);
  private static final Kind<Review> REVIEWS =
      new Kind<>(Topics.REVIEWS, RecordRules::review, Types.REVIEW);
  private static final Kind<SessionEvent> SESSIONS =
      new Kind<>(Topics.SESSIONS, RecordRules::session, Types.SESSION);
  private static final ByteBuffer DATA = ByteBuffer.wrap(new byte[] {1});
  private static final ObjectReference OBJECT = new ObjectReference("s3a://bucket/x", 1L, "00");
  private static final Template TEMPLATE = new Template("model", List.of(1f));

  @Test
  void aRecordKeepsThePlaceItCameFrom() throws Exception {
    VideoChunk chunk = chunk();
    byte[] value = Topics.CHUNKS.encode(chunk);
    try (var operator = harness(CHUNKS)) {
      assertThat(operator.process(new RawRecord("video.chunks", 3, 44, 5_000, null, value)))
          .containsExactly(new Received<>(chunk, "video.chunks", 3, 44, 5_000));
      assertThat(operator.side(ParseRecords.DEAD_LETTERS)).isEmpty();
    }
  }

  @Test
  void aRecordWithoutAValueIsUnreadable() throws Exception {
    assertThat(letter(CHUNKS, null))
        .isEqualTo(
            new DeadLetter(
                "parse", "topic", 1, 2L, null, "record_unreadable", "the record has no value"));
  }

  @Test
  void bytesThatAreNoRecordAreUnreadable() throws Exception {
    byte[] review = Topics.REVIEWS.encode(review(Outcome.approved));
    byte[] whole = Topics.CHUNKS.encode(chunk());
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    for (byte[] value : List.of(new byte[0], new byte[] {1, 2, 3}, review, cut)) {
      DeadLetter letter = letter(CHUNKS, value);
      assertThat(letter.getCode()).isEqualTo("record_unreadable");
      assertThat(letter.getSessionId()).isNull();
      assertThat(letter.getReason()).startsWith("not a record of the expected type: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "..", "../up", "a/b", "a b", "a\nb", "ä", "a\\b"})
  void aSessionIdThatCouldNameSomethingElseIsInvalid(String sessionId) throws Exception {
    DeadLetter letter = invalidSessionId(sessionId);

    assertThat(letter.getCode()).isEqualTo("record_invalid");
    assertThat(letter.getSessionId()).isNull();
    assertThat(letter.getReason())
        .isEqualTo(
            "session_id is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in front");
  }

  @Test
  void aSessionIdHasAtMost128Characters() throws Exception {
    assertThat(invalidSessionId("x".repeat(129)).getCode()).isEqualTo("record_invalid");

    VideoChunk chunk = chunk();
    chunk.setSessionId("A-z.09_" + "x".repeat(121));
    assertValid(CHUNKS, chunk);
  }

  @Test
  void aChunksSequenceIsNotNegative() throws Exception {
    VideoChunk chunk = chunk();
    chunk.setSequence(-1);

    assertFault(CHUNKS, chunk, "sequence is negative");
  }

  @Test
  void aChunkHoldsItsBytesOrSaysWhereTheyAre() throws Exception {
    String fault = "exactly one of data and object must be set";
    VideoChunk chunk = chunk();
    assertValid(CHUNKS, chunk);
    chunk.setObject(OBJECT);
    assertFault(CHUNKS, chunk, fault);
    chunk.setData(null);
    assertValid(CHUNKS, chunk);
    chunk.setObject(null);
    assertFault(CHUNKS, chunk, fault);
  }

  @Test
  void aPhotoHoldsExactlyOneOfFileReferenceAndTemplate() throws Exception {
    for (int set = 0; set < 8; set++) {
      Photo photo =
          Photo.newBuilder()
              .setSessionId(SESSION)
              .setKind(PhotoKind.selfie)
              .setData((set & 1) == 0 ? null : DATA)
              .setObject((set & 2) == 0 ? null : OBJECT)
              .setTemplate((set & 4) == 0 ? null : TEMPLATE)
              .build();
      if (Integer.bitCount(set) == 1) {
        assertValid(PHOTOS, photo);
      } else {
        String fault = "exactly one of data, object and template must be set";
        assertFault(PHOTOS, photo, fault);
      }
    }
  }

  @Test
  void aPhotosKindIsKnown() throws Exception {
    Photo photo =
        Photo.newBuilder()
            .setSessionId(SESSION)
            .setKind(PhotoKind.unknown)
            .setTemplate(TEMPLATE)
            .build();

    assertFault(PHOTOS, photo, "kind is unknown");
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"approved", "declined"})
  void aReviewDecides(Outcome outcome) throws Exception {
    assertValid(REVIEWS, review(outcome));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      mode = Mode.EXCLUDE,
      names = {"approved", "declined"})
  void aReviewThatDoesNotDecideIsInvalid(Outcome outcome) throws Exception {
    assertFault(REVIEWS, review(outcome), "result is neither approved nor declined");
  }

  @Test
  void aSessionEventsTypeIsKnown() throws Exception {
    assertFault(SESSIONS, event(SessionEventType.unknown, null), "type is unknown");
  }

  @Test
  void aCreatedSessionHasSettings() throws Exception {
    assertFault(SESSIONS, event(SessionEventType.created, null), "a created event needs settings");
    assertValid(SESSIONS, event(SessionEventType.created, Records.settings()));
    assertValid(SESSIONS, event(SessionEventType.cancelled, null));
    assertValid(SESSIONS, event(SessionEventType.deleted, null));
  }

  @Test
  void aSessionAllowsAVideo() throws Exception {
    SessionSettings settings = Records.settings();
    settings.setVideoMaxDuration(0);
    assertFault(
        SESSIONS,
        event(SessionEventType.created, settings),
        "video_max_duration is below 1 second");
    settings.setVideoMaxDuration(1);
    assertValid(SESSIONS, event(SessionEventType.created, settings));
  }

  private static DeadLetter invalidSessionId(String sessionId) throws Exception {
    VideoChunk chunk = chunk();
    chunk.setSessionId(sessionId);
    byte[] value = Topics.CHUNKS.encode(chunk);
    return letter(CHUNKS, value);
  }

  private static <T extends SpecificRecord> void assertValid(Kind<T> kind, T record)
      throws Exception {
    try (var operator = harness(kind)) {
      var raw = new RawRecord("topic", 1, 2, 3, null, kind.topic().encode(record));
      assertThat(operator.process(raw)).hasSize(1);
      assertThat(operator.side(ParseRecords.DEAD_LETTERS)).isEmpty();
    }
  }

  private static <T extends SpecificRecord> void assertFault(Kind<T> kind, T record, String fault)
      throws Exception {
    assertThat(letter(kind, kind.topic().encode(record)))
        .isEqualTo(new DeadLetter("parse", "topic", 1, 2L, SESSION, "record_invalid", fault));
  }

  /** The dead letter that a record becomes, and nothing else. */
  private static <T extends SpecificRecord> DeadLetter letter(Kind<T> kind, byte[] value)
      throws Exception {
    try (var operator = harness(kind)) {
      assertThat(operator.process(new RawRecord("topic", 1, 2, 3, null, value))).isEmpty();
      List<DeadLetter> letters = operator.side(ParseRecords.DEAD_LETTERS);
      assertThat(letters).hasSize(1);
      return letters.get(0);
    }
  }

  private static <T extends SpecificRecord> Harness<RawRecord, Received<T>> harness(Kind<T> kind)
      throws Exception {
    return new Harness<>(new ParseRecords<>("parse", kind.topic(), kind.rule()), kind.received());
  }

  private static VideoChunk chunk() {
    return VideoChunk.newBuilder().setSessionId(SESSION).setSequence(0).setData(DATA).build();
  }

  private static Review review(Outcome outcome) {
    return Review.newBuilder()
        .setSessionId(SESSION)
        .setReviewId("r")
        .setResult(outcome)
        .setReviewedAt(Instant.ofEpochMilli(3_000))
        .build();
  }

  private static SessionEvent event(SessionEventType type, SessionSettings settings) {
    return new SessionEvent(SESSION, type, Instant.ofEpochMilli(1_000), settings, 1);
  }

  /** What the job parses a topic with. */
  private record Kind<T extends SpecificRecord>(
      Topic<T> topic, RecordRule<T> rule, TypeInformation<Received<T>> received) {}
}

package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static io.verilock.vkyc.testing.Colours.BLACK;
import static io.verilock.vkyc.testing.Colours.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.NoObjectStore;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Template;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.ColourModels;
import io.verilock.vkyc.testing.Colours;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedPhotosTest {
  private static final List<Float> UNIT = List.of(0.6f, 0f, 0.8f);
  private static final String NOT_FETCHED =
      "the photo cannot be fetched from where it was said to lie";

  @TempDir Path folder;
  private ObjectStore.Opener store;
  private Harness<Received<Photo>, SessionFact> operator;

  @BeforeEach
  void open() throws Exception {
    store = HadoopObjectStore.opener(folder.toUri().toString(), Map.of());
    operator = new Harness<>(new EmbedPhotos(ColourModels::lend, store), Types.FACT);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @ParameterizedTest
  @CsvSource({"selfie", "document"})
  void aPhotoBecomesATemplate(PhotoKind kind) throws Exception {
    SessionFact.Photo fact = process(inline(kind, Colours.photo(RED)));

    assertThat(fact.sessionId()).isEqualTo(SESSION);
    assertThat(fact.tally()).isEqualTo(new InputTally(Topics.PHOTOS.name(), 0, 7, 7, 1, 1_007));
    assertThat(fact.evidence().kind()).isEqualTo(kind);
    assertThat(fact.evidence().reason()).isNull();
    assertTemplateIsRed(fact.evidence());
    assertThat(operator.side(EmbedPhotos.DEAD_LETTERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"selfie,SELFIE_NO_FACE", "document,DOCUMENT_NO_FACE"})
  void aPhotoWithoutAFaceIsAReason(PhotoKind kind, Reason reason) throws Exception {
    assertReason(process(inline(kind, Colours.photo(BLACK))), kind, reason);
    assertThat(operator.side(EmbedPhotos.DEAD_LETTERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"selfie,SELFIE_UNREADABLE", "document,DOCUMENT_UNREADABLE"})
  void anUnreadablePhotoIsAReasonAndADeadLetter(PhotoKind kind, Reason reason) throws Exception {
    byte[] page = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
    assertUnreadable(
        process(inline(kind, page)),
        kind,
        reason,
        "a PDF cannot be read as a photo: send JPEG, PNG, WebP, HEIC, AVIF or GIF");
    assertDeadLetter("record_invalid");
  }

  @ParameterizedTest
  @CsvSource({"selfie", "document"})
  void anInlinePhotoIsKeptAsItCame(PhotoKind kind) throws Exception {
    byte[] photo = Colours.photo(RED);
    Path kept = folder.resolve(SESSION).resolve(kind.name());

    process(inline(kind, new byte[] {1, 2, 3}));
    assertThat(kept).hasBinaryContent(new byte[] {1, 2, 3});
    process(inline(kind, photo));
    process(inline(kind, photo));
    assertThat(kept).hasBinaryContent(photo);

    try (ObjectStore open = store.open()) {
      open.eraseSession(SESSION);
    }
    assertThat(folder.resolve(SESSION)).doesNotExist();
  }

  @Test
  void onlyWhatCameInlineIsKept() throws Exception {
    process(byReference(stored(Colours.photo(RED))));
    process(template(PhotoKind.selfie, ColourModels.VERSION, UNIT));
    assertThat(folder.resolve(SESSION).resolve("selfie")).doesNotExist();

    operator.close();
    operator = new Harness<>(new EmbedPhotos(ColourModels::lend, NoObjectStore.OPENER), Types.FACT);
    assertTemplateIsRed(process(inline(PhotoKind.selfie, Colours.photo(RED))).evidence());
  }

  @Test
  void aStoreThatFailsFailsTheTask() throws Exception {
    Files.writeString(folder.resolve(SESSION), "where the session's folder should be");

    Photo photo = inline(PhotoKind.selfie, Colours.photo(RED));
    assertThatThrownBy(() -> process(photo)).isInstanceOf(IOException.class);
  }

  @Test
  void aPhotoIsReadFromTheStore() throws Exception {
    SessionFact.Photo fact = process(byReference(stored(Colours.photo(RED))));

    assertTemplateIsRed(fact.evidence());
    assertThat(operator.side(EmbedPhotos.DEAD_LETTERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"selfie,SELFIE_UNREADABLE", "document,DOCUMENT_UNREADABLE"})
  void aPhotoThatIsNotInTheStoreIsAReasonAndADeadLetter(PhotoKind kind, Reason reason)
      throws Exception {
    ObjectReference reference = stored(Colours.photo(RED));
    reference.setUri(reference.getUri() + "-gone");
    Photo photo = byReference(reference);
    photo.setKind(kind);

    assertUnreadable(process(photo), kind, reason, NOT_FETCHED);
    assertDeadLetter("object_unavailable");
  }

  @Test
  void withoutAStoreAReferenceIsADeadLetter() throws Exception {
    ObjectReference reference = stored(Colours.photo(RED));
    operator.close();
    operator = new Harness<>(new EmbedPhotos(ColourModels::lend, NoObjectStore.OPENER), Types.FACT);

    assertUnreadable(
        process(byReference(reference)), PhotoKind.selfie, Reason.SELFIE_UNREADABLE, NOT_FETCHED);
    assertDeadLetter("object_unavailable");
  }

  @Test
  void aTemplateOfTheSameModelIsTakenAsItIs() throws Exception {
    PhotoEvidence evidence =
        process(template(PhotoKind.selfie, ColourModels.VERSION, UNIT)).evidence();

    assertThat(evidence.reason()).isNull();
    assertThat(evidence.template()).containsExactly(0.6f, 0, 0.8f);
  }

  @ParameterizedTest
  @CsvSource({"selfie,SELFIE_TEMPLATE_OF_OTHER_MODEL", "document,DOCUMENT_TEMPLATE_OF_OTHER_MODEL"})
  void aTemplateThatTheModelCannotHaveMadeIsAReason(PhotoKind kind, Reason reason)
      throws Exception {
    String version = ColourModels.VERSION;
    assertReason(process(template(kind, "other/model@0", UNIT)), kind, reason);
    assertReason(process(template(kind, version, List.of(0.6f, 0f, 0.7f))), kind, reason);
    assertReason(process(template(kind, version, List.of(Float.NaN, 0f, 1f))), kind, reason);
    assertReason(process(template(kind, version, List.of(0.6f, 0.8f))), kind, reason);
    assertReason(process(template(kind, version, List.of(0.6f, 0.8f, 0f, 0f))), kind, reason);
    assertReason(process(template(kind, version, List.of())), kind, reason);
  }

  private SessionFact.Photo process(Photo photo) throws Exception {
    List<SessionFact> facts = operator.process(Records.received(photo, Topics.PHOTOS, 7));
    assertThat(facts).hasSize(1);
    return (SessionFact.Photo) facts.get(0);
  }

  private void assertDeadLetter(String code) {
    assertThat(operator.side(EmbedPhotos.DEAD_LETTERS))
        .extracting(
            DeadLetter::getOperator,
            DeadLetter::getTopic,
            DeadLetter::getOffset,
            DeadLetter::getSessionId,
            DeadLetter::getCode)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "embed-photos", Topics.PHOTOS.name(), 7L, SESSION, code));
  }

  private static void assertUnreadable(
      SessionFact.Photo fact, PhotoKind kind, Reason reason, String detail) {
    assertThat(fact.evidence())
        .isEqualTo(new PhotoEvidence(kind, null, reason, 0, 0, 0, 0, detail, null));
  }

  private static void assertReason(SessionFact.Photo fact, PhotoKind kind, Reason reason) {
    assertThat(fact.evidence()).isEqualTo(new PhotoEvidence(kind, null, reason));
  }

  /** Colours.RED in the order of {@link ColourModels}: blue, green, red. */
  private static void assertTemplateIsRed(PhotoEvidence evidence) {
    double length = Math.sqrt(20 * 20 + 30 * 30 + 220 * 220);
    assertThat(evidence.template()).hasSize(3);
    assertThat(evidence.template()[0]).isCloseTo((float) (20 / length), within(1e-3f));
    assertThat(evidence.template()[2]).isCloseTo((float) (220 / length), within(1e-3f));
  }

  private static Photo inline(PhotoKind kind, byte[] file) {
    return photo(kind).setData(ByteBuffer.wrap(file)).build();
  }

  private static Photo byReference(ObjectReference reference) {
    return photo(PhotoKind.selfie).setObject(reference).build();
  }

  private static Photo template(PhotoKind kind, String model, List<Float> values) {
    return photo(kind).setTemplate(new Template(model, values)).build();
  }

  private static Photo.Builder photo(PhotoKind kind) {
    return Photo.newBuilder().setSessionId(SESSION).setKind(kind);
  }

  private ObjectReference stored(byte[] file) throws Exception {
    try (ObjectStore open = store.open()) {
      return open.writeRecording(SESSION, new byte[][] {file});
    }
  }
}

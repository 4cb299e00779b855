package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.NoObjectStore;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchChunksTest {
  private static final byte[] BYTES = "a piece of a recording".getBytes(StandardCharsets.UTF_8);

  private static final ChunkPlace PLACE = new ChunkPlace(1, 3, false, 0, "en", null, 2, 103);

  private static final TypeInformation<FetchedChunk> FETCHED =
      TypeInformation.of(FetchedChunk.class);

  @TempDir Path folder;
  private Path sessions;
  private String root;
  private Harness<OrderedChunk, FetchedChunk> operator;

  @BeforeEach
  void open() throws Exception {
    Path store = folder.resolve("bucket/sessions");
    sessions = Files.createDirectories(store.resolve(SESSION));
    root = "file:" + sessions;
    Files.write(sessions.resolve("piece"), BYTES);
    operator =
        new Harness<>(
            new FetchChunks(HadoopObjectStore.opener("file:" + store, Map.of())), FETCHED);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void bytesInTheChunkAreTakenAsTheyAre() throws Exception {
    assertThat(operator.process(new OrderedChunk.Inline(SESSION, PLACE, BYTES)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new FetchedChunk.Piece(SESSION, PLACE, BYTES));
  }

  @Test
  void anAbandonedRecordingIsHandedOn() throws Exception {
    assertThat(operator.process(new OrderedChunk.Abandoned(SESSION, true)))
        .containsExactly(new FetchedChunk.Abandoned(SESSION, true));
    assertThat(operator.side(FetchChunks.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void bytesAreReadFromTheStore() throws Exception {
    FetchedChunk fetched = process(reference(root + "/piece", BYTES));

    assertThat(fetched)
        .usingRecursiveComparison()
        .isEqualTo(new FetchedChunk.Piece(SESSION, PLACE, BYTES));
    assertThat(operator.side(FetchChunks.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void otherBytesThanTheReferenceNamesAreRefused() throws Exception {
    byte[] other = BYTES.clone();
    other[0]++;

    assertUnavailable(
        reference(root + "/piece", other), "the object's SHA-256 is not the reference's");
  }

  @Test
  void aShorterObjectThanTheReferenceSaysIsRefused() throws Exception {
    assertUnavailable(
        new ObjectReference(root + "/piece", BYTES.length + 1L, "00"),
        "the object is shorter than the reference says");
  }

  @Test
  void aLongerObjectThanTheReferenceSaysIsRefused() throws Exception {
    assertUnavailable(
        new ObjectReference(root + "/piece", BYTES.length - 1L, sha256(BYTES)),
        "the object's SHA-256 is not the reference's");
  }

  @Test
  void anObjectThatIsNotThereIsUnavailable() throws Exception {
    assertUnavailable(reference(root + "/absent", BYTES), "no such object");
  }

  @Test
  void aFolderIsNoObject() throws Exception {
    Files.createDirectory(sessions.resolve("inner"));

    assertUnavailable(reference(root + "/inner", BYTES), "no such object");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, (512L << 20) + 1, Long.MAX_VALUE})
  void noMemoryIsTakenForLengthsThatCannotBe(long length) throws Exception {
    assertUnavailable(
        new ObjectReference(root + "/piece", length, sha256(BYTES)),
        "the object is said to have %d bytes, more than 536870912".formatted(length));
  }

  /** In each, ROOT is the session's folder; the bytes are there, but not to be reached. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROOT/../secret",
        "ROOT/inner/../../secret",
        "ROOT/./../secret",
        "ROOT-secret/piece",
        "ROOT",
        "file:/etc/hostname",
        "/etc/hostname",
        "../secret",
        "secret",
        "http://localhost/piece",
        "s3a://another-bucket/sessions/piece",
        ""
      })
  void nothingOutsideTheSessionsFolderIsRead(String uri) throws Exception {
    Files.write(sessions.resolveSibling("secret"), BYTES);
    Path beside = Files.createDirectory(sessions.resolveSibling(SESSION + "-secret"));
    Files.write(beside.resolve("piece"), BYTES);

    assertUnavailable(
        reference(uri.replace("ROOT", root), BYTES), "the object is not below " + root + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROOT/%2e%2e/secret", "ROOT/..%2fsecret", "ROOT/a\u0000b", "ROOT/ :// "})
  void oddNamesAreUnavailableAndStopNothing(String uri) throws Exception {
    Files.write(sessions.resolveSibling("secret"), BYTES);

    FetchedChunk fetched = process(reference(uri.replace("ROOT", root), BYTES));

    assertThat(fetched).isEqualTo(new FetchedChunk.Missing(SESSION, PLACE));
    assertThat(operator.side(FetchChunks.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void withoutAStoreAReferenceIsUnavailable() throws Exception {
    operator.close();
    operator = new Harness<>(new FetchChunks(NoObjectStore.OPENER), FETCHED);

    assertUnavailable(reference(root + "/piece", BYTES), "no object store is configured");
  }

  private void assertUnavailable(ObjectReference reference, String reason) throws Exception {
    FetchedChunk fetched = process(reference);

    assertThat(fetched).isEqualTo(new FetchedChunk.Missing(SESSION, PLACE));
    assertThat(operator.side(FetchChunks.DEAD_LETTERS))
        .containsExactly(
            new DeadLetter(
                "fetch-chunks",
                Topics.CHUNKS.name(),
                2,
                103L,
                SESSION,
                "object_unavailable",
                "chunk 3: " + reason));
  }

  private FetchedChunk process(ObjectReference reference) throws Exception {
    List<FetchedChunk> fetched =
        operator.process(new OrderedChunk.Referenced(SESSION, PLACE, reference));
    assertThat(fetched).hasSize(1);
    return fetched.get(0);
  }

  private static ObjectReference reference(String uri, byte[] bytes) throws Exception {
    return new ObjectReference(uri, (long) bytes.length, sha256(bytes));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}

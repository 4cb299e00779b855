package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static final WireFormat<VideoChunk> CHUNKS = new WireFormat<>(VideoChunk.class);

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    VideoChunk chunk = chunk();
    assertThat(CHUNKS.decode(CHUNKS.encode(chunk))).isEqualTo(chunk);

    SessionEvent event =
        new SessionEvent(
            "s",
            SessionEventType.created,
            Instant.ofEpochMilli(7),
            SessionSettings.newBuilder()
                .setExpectedPhotos(List.of(PhotoKind.selfie))
                .setExpiresAt(Instant.ofEpochMilli(9))
                .build(),
            1);
    WireFormat<SessionEvent> events = new WireFormat<>(SessionEvent.class);
    assertThat(events.decode(events.encode(event))).isEqualTo(event);
  }

  @Test
  void bytesStartWithTheSingleObjectMarkerAndTheSchemasFingerprint() {
    byte[] bytes = CHUNKS.encode(chunk());
    assertThat(Arrays.copyOf(bytes, 2)).containsExactly(0xC3, 0x01);
  }

  @Test
  void aRecordOfAnotherTypeIsRefused() {
    byte[] review =
        new WireFormat<>(Review.class)
            .encode(
                Review.newBuilder()
                    .setSessionId("s")
                    .setReviewId("r")
                    .setResult(Outcome.approved)
                    .setReviewedAt(Instant.EPOCH)
                    .build());
    assertThatThrownBy(() -> CHUNKS.decode(review)).isInstanceOf(IOException.class);
  }

  @Test
  void whatAReleasedVersionWroteIsRead() throws IOException {
    Schema first = ReleasedSchemas.of("Evolved").get(0);
    GenericRecord written =
        new GenericRecordBuilder(first).set("dropped", 3L).set("kept", "as it was").build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(written, bytes);

    Evolved read = new WireFormat<>(Evolved.class).decode(bytes.toByteArray());

    assertThat(read.kept()).isEqualTo("as it was");
    assertThat(read.added()).isEqualTo(7);
  }

  @Test
  void severalThreadsShareAFormat() {
    List<VideoChunk> chunks =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> {
                  VideoChunk chunk = chunk();
                  chunk.setSessionId("session-" + i);
                  return chunk;
                })
            .toList();

    List<VideoChunk> read =
        chunks.parallelStream()
            .map(CHUNKS::encode)
            .map(
                bytes -> {
                  try {
                    return CHUNKS.decode(bytes);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();

    assertThat(read).isEqualTo(chunks);
  }

  @Test
  void damagedBytesAreRefusedWhateverIsDamaged() {
    Random random = new Random(1);
    byte[] whole = CHUNKS.encode(chunk());
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      try {
        CHUNKS.decode(damaged);
      } catch (IOException refused) {
        assertThat(refused).hasMessageStartingWith("not a record of the expected type: ");
      }
    }
  }

  private static VideoChunk chunk() {
    return VideoChunk.newBuilder()
        .setSessionId("session-1")
        .setSequence(3)
        .setContainer(Container.webm)
        .setData(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .setLast(true)
        .setUploadedAt(Instant.ofEpochMilli(5))
        .build();
  }
}

package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent as a recording ends, and soon, in pictures and sound within the limits or in a
 * refusal, however it is cut; and so does its copy for players. Tests read the seeds and what was
 * found before; {@code ./vkyc fuzz webm} and {@code ./vkyc fuzz mp4} go on from there.
 */
@Tag("media")
class RecordingFuzzTest {
  private static final int FRAMES = 4;

  /** Small, so that what breaks them is small. */
  private static final MediaLimits LIMITS =
      new MediaLimits(256 << 10, Duration.ofSeconds(10), 320 * 240, 100);

  /** Some hundred times what the slowest recording within the limits takes. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** The heap that tests have, and as much again. */
  private static final long MOST_MEMORY = 3L << 30;

  /** The recording at work: a fault of native code ends the process, and whoever could tell. */
  private static final Path AT_WORK = Path.of("target", "fuzzed-recording");

  static Stream<byte[]> webms() {
    byte[] file = clip(small(Layout.WEBM_FILE, Video.VP8).withSound());
    return Stream.of(
        file,
        matroska(file),
        clip(small(Layout.WEBM_FILE, Video.VP9).withTurn(Turn.QUARTER)),
        clip(small(Layout.WEBM_FILE, Video.AV1)),
        clip(small(Layout.WEBM_LIVE, Video.VP8).withSound()),
        Clips.joined(
            clip(small(Layout.WEBM_LIVE, Video.VP9)), clip(small(Layout.WEBM_LIVE, Video.VP9))));
  }

  static Stream<byte[]> mp4s() {
    byte[] last = clip(small(Layout.MP4_INDEX_LAST, Video.H264).withSound());
    return Stream.of(
        last,
        quicktime(last),
        clip(small(Layout.MP4_INDEX_LAST, Video.H264).withTurn(Turn.MIRROR)),
        clip(small(Layout.MP4_INDEX_LAST, Video.VP9)),
        clip(small(Layout.MP4_FRAGMENTED, Video.H264).withSound()),
        clip(small(Layout.MP4_FRAGMENTED, Video.AV1)));
  }

  @MethodSource("webms")
  @FuzzTest(maxDuration = "")
  void webm(byte[] recording) throws IOException {
    check(recording);
  }

  @MethodSource("mp4s")
  @FuzzTest(maxDuration = "")
  void mp4(byte[] recording) throws IOException {
    check(recording);
  }

  private static void check(byte[] recording) throws IOException {
    Files.write(AT_WORK, recording);
    long start = System.nanoTime();
    List<Integer> cuts = cuts(recording);

    assertThat(decoded(recording, cuts)).isEqualTo(decoded(recording, List.of()));
    assertThat(copied(recording, cuts)).isEqualTo(copied(recording, List.of()));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    assertThat(Pointer.physicalBytes()).isLessThan(MOST_MEMORY);
  }

  private static List<String> decoded(byte[] recording, List<Integer> cuts) {
    LimitedSink sink = new LimitedSink();
    Decoded decoded = Decoded.with(LIMITS, recording, cuts, sink);
    assertThat(sink.times.size()).isLessThanOrEqualTo(LIMITS.maxFrames());
    assertThat(sink.times).isSorted().doesNotHaveDuplicates();
    if (decoded.failure() == null) {
      assertThat(decoded.summary().decodedFrames()).isBetween(1, LIMITS.maxFrames());
      assertThat(decoded.summary().durationMicros()).isBetween(0L, longestMicros());
      assertThat(decoded.summary().missingMicros()).isBetween(0L, longestMicros());
      assertThat(decoded.summary().ranBackMicros()).isNotNegative();
    } else {
      assertThat(decoded.failure().getMessage()).isNotBlank();
    }
    return decoded.lines();
  }

  private static String copied(byte[] recording, List<Integer> cuts) {
    try {
      byte[][] copy = Remuxer.remux(pieces(recording, cuts));
      return Arrays.stream(copy).map(Arrays::hashCode).toList().toString();
    } catch (MediaException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return refused.code() + ": " + refused.getMessage();
    }
  }

  private static byte[][] pieces(byte[] recording, List<Integer> cuts) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      pieces.add(Arrays.copyOfRange(recording, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(recording, from, recording.length));
    return pieces.toArray(byte[][]::new);
  }

  /** Up to three, the same for the same bytes. */
  private static List<Integer> cuts(byte[] recording) {
    Random random = new Random(Arrays.hashCode(recording));
    return random.ints(3, 0, recording.length + 1).sorted().boxed().toList();
  }

  private static long longestMicros() {
    return LIMITS.maxDuration().toNanos() / 1_000;
  }

  private static RecordingSettings small(Layout layout, Video video) {
    return RecordingSettings.of(layout, video, 48, 32);
  }

  private static byte[] clip(RecordingSettings settings) {
    return Clips.write(settings, FRAMES);
  }

  /** The same elements under the other document type of the two. */
  private static byte[] matroska(byte[] webm) {
    int segment = Clips.indexOf(webm, hex("18538067"), 0);
    return Clips.joined(
        hex("1A45DFA38B4282886D6174726F736B61"), Arrays.copyOfRange(webm, segment, webm.length));
  }

  private static byte[] quicktime(byte[] mp4) {
    byte[] quicktime = mp4.clone();
    System.arraycopy("qt  ".getBytes(StandardCharsets.ISO_8859_1), 0, quicktime, 8, 4);
    return quicktime;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Holds what is given to the limits while it is given. */
  private static final class LimitedSink extends CollectingSink {
    private long samples;

    @Override
    public void frame(int index, long presentationTimeMicros, Picture picture) {
      assertThat(picture.width() * picture.height()).isLessThanOrEqualTo(LIMITS.maxPixels());
      super.frame(index, presentationTimeMicros, picture);
      assertThat(presentationTimeMicros - times.get(0)).isBetween(0L, longestMicros());
    }

    @Override
    public void audio(int index, short[] piece) {
      samples += piece.length;
      assertThat(piece.length).isBetween(1, MediaSink.AUDIO_PIECE);
      assertThat(samples / MediaSink.AUDIO_RATE)
          .isLessThanOrEqualTo(LIMITS.maxDuration().toSeconds() + 1);
      super.audio(index, piece);
    }
  }
}

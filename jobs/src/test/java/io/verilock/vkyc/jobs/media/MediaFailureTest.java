package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("media")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MediaFailureTest {
  private static final MediaLimits LIMITS = MediaLimits.DEFAULTS;

  static List<RecordingSettings> everyKind() {
    return Clips.everyKind();
  }

  @Test
  void nothingAtAll() {
    assertFails(new byte[0], MediaError.RECORDING_EMPTY, "no bytes");
  }

  @Test
  void otherFormatsAreNamed() {
    assertFails(bytes("\u0000\u0000\u0001\u00ba rest"), "MPEG program stream");
    assertFails(bytes("RIFF....AVI LIST"), "AVI");
    assertFails(bytes("\u00ff\u00d8\u00ff\u00e0 JFIF"), "JPEG picture");
    assertFails(bytes("\u0000\u0000\u0000\u0018ftypheic"), "HEIF or AVIF picture");
    assertFails(bytes("#EXTM3U\nhttp://127.0.0.1/secret"), "HTTP live streaming playlist");
    assertFails(new byte[100], "an unknown format");
  }

  @Test
  void anotherEbmlDocument() {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 3);
    recording[Clips.indexOf(recording, bytes("webm"), 0)] = 'x';

    assertFails(recording, "EBML document of another type");
  }

  @Test
  void aFragmentsHeaderAlone() {
    byte[] recording = Clips.write(Clips.settings(Layout.MP4_FRAGMENTED, Video.H264), 30);
    int firstFragment = Clips.indexOf(recording, bytes("moof"), 0) - 4;

    assertFails(
        Arrays.copyOf(recording, firstFragment),
        MediaError.CONTAINER_DAMAGED,
        "before its first picture");
  }

  @Test
  void anMp4WhoseIndexNeverCame() {
    byte[] recording = Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, Video.H264), 30);
    int index = Clips.indexOf(recording, bytes("moov"), 0) - 4;

    assertFails(
        Arrays.copyOf(recording, index), MediaError.CONTAINER_DAMAGED, "moov atom not found");
  }

  @Test
  void soundOnly() {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8).withSound(), 30);
    // the video track becomes one of subtitles
    recording[Clips.indexOf(recording, new byte[] {(byte) 0x83, (byte) 0x81, 1}, 0) + 2] = 17;

    assertFails(recording, MediaError.NO_VIDEO_TRACK, "no video track");
  }

  @Test
  void aFewBytesOfIndexCannotAskForGigabytes() {
    byte[] recording = Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, Video.H264), 30);
    int samples = 80 << 20; // libav keeps 24 bytes for each
    ByteBuffer edit = ByteBuffer.wrap(recording);
    int sizes = Clips.indexOf(recording, bytes("stsz"), 0);
    edit.putInt(sizes + 8, 1).putInt(sizes + 12, samples);
    edit.putInt(Clips.indexOf(recording, bytes("stsc"), 0) + 16, samples);

    assertFails(recording, MediaError.CONTAINER_DAMAGED, "before its first picture");
  }

  @Test
  void anotherVideoCodec() {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 30);
    byte[] codec = bytes("V_VP8");
    System.arraycopy(bytes("V_MJP"), 0, recording, Clips.indexOf(recording, codec, 0), 5);

    assertThat(Decoded.whole(recording).failure().code())
        .isEqualTo(MediaError.VIDEO_CODEC_NOT_SUPPORTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Layout.class,
      names = {"WEBM_LIVE", "WEBM_FILE"})
  void picturesOfNoise(Layout layout) {
    byte[] recording = Clips.write(Clips.settings(layout, Video.VP8), 30);
    int firstCluster = Clips.indexOf(recording, new byte[] {0x1F, 0x43, (byte) 0xB6, 0x75}, 0);
    // VP8 key frames start with this code; without it nothing can be decoded
    byte[] startCode = {(byte) 0x9d, 0x01, 0x2a};
    for (int at = Clips.indexOf(recording, startCode, firstCluster);
        at >= 0;
        at = Clips.indexOf(recording, startCode, at)) {
      recording[at] = 0;
    }

    assertFails(recording, MediaError.VIDEO_DAMAGED, "none of 30 vp8 packets gave a picture");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aCutOffRecordingGivesWhatIsThere(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, 60);
    Decoded decoded = Decoded.whole(Arrays.copyOf(recording, recording.length * 9 / 10));

    if (settings.layout() == Layout.MP4_INDEX_LAST) {
      assertThat(decoded.failure().code()).isEqualTo(MediaError.CONTAINER_DAMAGED);
    } else {
      assertThat(decoded.summary().decodedFrames()).isBetween(20, 59);
      assertThat(decoded.summary().damaged()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void halfAPictureIsNotGiven(RecordingSettings settings) throws MediaException {
    byte[] recording = Clips.write(settings, 60);
    for (int length = recording.length * 8 / 10; length < recording.length; length += 331) {
      CollectingSink sink = new CollectingSink();
      try (MediaDecoder decoder = new MediaDecoder(LIMITS, 30, sink)) {
        decoder.feed(Arrays.copyOf(recording, length));
        decoder.finish();
      } catch (MediaException tooShort) {
        assertThat(tooShort.code()).isEqualTo(MediaError.CONTAINER_DAMAGED);
      }
      assertThat(sink.numbers)
          .as("of %d bytes", length)
          .isEqualTo(IntStream.range(0, sink.numbers.size()).boxed().toList());
    }
  }

  @Test
  void tooManyBytes() throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 30);
    MediaLimits limits =
        new MediaLimits(recording.length - 1, LIMITS.maxDuration(), LIMITS.maxPixels(), 1_000);

    assertFails(limits, recording, MediaError.RECORDING_TOO_LARGE);
    try (MediaDecoder decoder = new MediaDecoder(limits, 5, new CollectingSink())) {
      decoder.feed(Arrays.copyOf(recording, 100));
      assertThatThrownBy(() -> decoder.feed(recording)).isInstanceOf(MediaException.class);
      assertThatThrownBy(decoder::finish)
          .as("a decoder that failed keeps failing the same way")
          .hasMessageContaining("more than %d bytes", limits.maxBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void tooLong(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, 60);

    assertFails(limits(Duration.ofMillis(1_500)), recording, MediaError.DURATION_TOO_LONG);
    assertThat(Decoded.with(limits(Duration.ofMillis(2_100)), recording, List.of()).failure())
        .isNull();
  }

  @Test
  void limitsAreCheckedBeforeTheWork() {
    byte[] file = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 300);
    byte[] live = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 300);
    MediaLimits twoSeconds = limits(Duration.ofSeconds(2));

    assertFailsEarly(twoSeconds, file, file.length / 5, MediaError.DURATION_TOO_LONG);
    assertFailsEarly(twoSeconds, live, live.length / 2, MediaError.DURATION_TOO_LONG);
    for (int i = 5_000; i < file.length; i++) {
      file[i] = 0;
    }
    assertFailsEarly(pixels(1_000), file, file.length, MediaError.RESOLUTION_TOO_LARGE);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void picturesTooLarge(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, 10);
    int pixels = Clips.WIDTH * Clips.HEIGHT;

    assertFails(pixels(pixels - 1), recording, MediaError.RESOLUTION_TOO_LARGE);
    assertThat(Decoded.with(pixels(pixels), recording, List.of()).failure()).isNull();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void picturesLargerThanTheContainerSays(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, 10);
    hideSize(recording, settings.layout());

    int half = Clips.WIDTH * Clips.HEIGHT / 2;
    assertFails(pixels(half), recording, MediaError.RESOLUTION_TOO_LARGE);
    assertFails(pixels(half / 4), recording, MediaError.RESOLUTION_TOO_LARGE);
    assertThat(Decoded.with(pixels(half / 4), recording, List.of()).failure())
        .as("refused before it is decoded")
        .hasMessageContaining("none of 10");
    assertThat(Decoded.whole(recording).summary().width()).isEqualTo(Clips.WIDTH);
  }

  @Test
  void tooManyPictures() {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 30);

    assertFails(
        new MediaLimits(LIMITS.maxBytes(), LIMITS.maxDuration(), LIMITS.maxPixels(), 29),
        recording,
        MediaError.TOO_MANY_FRAMES);
    assertThat(
            Decoded.with(
                    new MediaLimits(
                        LIMITS.maxBytes(), LIMITS.maxDuration(), LIMITS.maxPixels(), 30),
                    recording,
                    List.of())
                .failure())
        .isNull();
  }

  @Test
  void noDamageHangsOrCrashesTheDecoder() {
    List<RecordingSettings> kinds = Clips.everyKind();
    List<byte[]> recordings = kinds.stream().map(kind -> Clips.write(kind, 20)).toList();
    Random random = new Random(20_260_101);
    int failed = 0;
    int damaged = 0;
    for (int round = 0; round < 120; round++) {
      Decoded decoded =
          Decoded.whole(Damage.some(recordings.get(round % recordings.size()), random));
      if (decoded.failure() != null) {
        failed++;
        assertThat(decoded.failure()).hasMessageMatching("[\\x20-\\x7e]+");
      } else if (decoded.summary().damaged()) {
        damaged++;
      }
    }
    assertThat(failed).isBetween(20, 200);
    assertThat(damaged).isBetween(20, 250);
  }

  @Test
  void noNoiseHangsOrCrashesTheDecoder() {
    Random random = new Random(5);
    byte[] start = Arrays.copyOf(Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 2), 60);
    for (int round = 0; round < 20; round++) {
      byte[] noise = new byte[random.nextInt(20_000)];
      random.nextBytes(noise);
      assertThat(Decoded.whole(noise).failure()).isNotNull();
      byte[] webm = Arrays.copyOf(start, start.length + noise.length);
      System.arraycopy(noise, 0, webm, start.length, noise.length);
      assertThat(Decoded.whole(webm).failure()).isNotNull();
      byte[] mp4 =
          ByteBuffer.allocate(8 + noise.length)
              .putInt(8 + noise.length)
              .put(bytes("moov"))
              .put(noise)
              .array();
      assertThat(Decoded.whole(mp4).failure()).isNotNull();
    }
  }

  @Test
  void closingEndsADecoderThatWaitsForBytes() throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 30);
    long before = decoderThreads();
    MediaDecoder decoder = new MediaDecoder(LIMITS, 5, new CollectingSink());
    decoder.feed(Arrays.copyOf(recording, recording.length / 2));
    assertThat(decoderThreads()).isEqualTo(before + 1);

    decoder.close();

    assertThat(decoderThreads()).isEqualTo(before);
    assertThatIllegalStateException().isThrownBy(() -> decoder.feed(recording));
    decoder.close();
  }

  @Test
  void aFailingSinkClosesTheDecoder() {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 30);
    long before = decoderThreads();
    MediaSink failing =
        new CollectingSink() {
          @Override
          public void frame(int index, long time, Picture picture) {
            throw new IllegalArgumentException("no room");
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(LIMITS, 5, failing)) {
      assertThatThrownBy(() -> decoder.feed(recording)).hasMessage("no room");
      assertThat(decoderThreads()).isEqualTo(before);
      assertThatIllegalStateException().isThrownBy(decoder::finish);
    }
  }

  @Test
  void bytesAfterTheEndAreARefusedMistake() throws MediaException {
    try (MediaDecoder decoder = new MediaDecoder(LIMITS, 5, new CollectingSink())) {
      decoder.feed(Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 3));
      assertThat(decoder.finish()).isEqualTo(decoder.finish());
      assertThatIllegalStateException().isThrownBy(() -> decoder.feed(new byte[1]));
    }
  }

  private static void hideSize(byte[] recording, Layout layout) {
    if (layout.isWebm()) {
      int width =
          Clips.indexOf(recording, new byte[] {(byte) 0xB0, (byte) 0x81, (byte) Clips.WIDTH}, 0);
      recording[width + 2] = 16;
      return;
    }
    // the sample entry holds the size 24 bytes after its name
    for (String name : List.of("avc1", "vp09", "av01")) {
      int entry = Clips.indexOf(recording, bytes(name), 40);
      if (entry >= 0) {
        recording[entry + 29] = 16;
      }
    }
  }

  private static long decoderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("media-decoder"))
        .count();
  }

  private static MediaLimits limits(Duration duration) {
    return new MediaLimits(LIMITS.maxBytes(), duration, LIMITS.maxPixels(), LIMITS.maxFrames());
  }

  private static MediaLimits pixels(int pixels) {
    return new MediaLimits(LIMITS.maxBytes(), LIMITS.maxDuration(), pixels, LIMITS.maxFrames());
  }

  private static void assertFails(byte[] recording, String seen) {
    assertFails(recording, MediaError.CONTAINER_NOT_SUPPORTED, seen);
  }

  private static void assertFails(byte[] recording, MediaError error, String why) {
    MediaException failure = Decoded.whole(recording).failure();
    assertThat(failure).hasMessageContaining(why);
    assertThat(failure.code()).isEqualTo(error);
  }

  private static void assertFails(MediaLimits limits, byte[] recording, MediaError error) {
    Decoded decoded = Decoded.with(limits, recording, List.of());
    assertThat(decoded.failure()).as("%s", decoded.summary()).isNotNull();
    assertThat(decoded.failure().code()).as(decoded.failure().getMessage()).isEqualTo(error);
  }

  private static void assertFailsEarly(
      MediaLimits limits, byte[] recording, int length, MediaError error) {
    try (MediaDecoder decoder = new MediaDecoder(limits, 5, new CollectingSink())) {
      assertThatThrownBy(() -> decoder.feed(Arrays.copyOf(recording, length)))
          .isInstanceOfSatisfying(
              MediaException.class, failure -> assertThat(failure.code()).isEqualTo(error));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

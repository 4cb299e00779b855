package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What comes in place of a recording, made on the spot: three seconds of a picture that moves. */
enum MadeRecording {
  NOTHING("no bytes at all"),
  TEXT("a web page with an error message"),
  RANDOM("64 KiB without a meaning"),
  MP4_INDEX_LOST("MP4 whose index stood at its end, cut off at 70 %"),
  MP4_INDEX_FIRST_CUT("MP4 with its index in front, cut off at 70 %"),
  MP4_FRAGMENTED_HOLE("fragmented MP4, 4 KiB missing in the middle"),
  WEBM_HEAD_ONLY("WebM, its first 200 bytes"),
  WEBM_TWICE("WebM, the whole file twice"),
  WEBM_TAIL("WebM without its first 1,000 bytes");

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int FRAMES = 90;
  private static final int KEPT_PERCENT = 70;

  private final String description;

  MadeRecording(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  byte[] bytes() {
    return switch (this) {
      case NOTHING -> new byte[0];
      case TEXT ->
          "<html><body>502 Bad Gateway</body></html>\n".getBytes(StandardCharsets.US_ASCII);
      case RANDOM -> noise();
      case MP4_INDEX_LOST -> cut(written(Layout.MP4_INDEX_LAST, Video.H264));
      case MP4_INDEX_FIRST_CUT -> cut(written(Layout.MP4_INDEX_FIRST, Video.H264));
      case MP4_FRAGMENTED_HOLE -> holed(written(Layout.MP4_FRAGMENTED, Video.H264));
      case WEBM_HEAD_ONLY -> Arrays.copyOf(written(Layout.WEBM_LIVE, Video.VP8), 200);
      case WEBM_TWICE -> twice(written(Layout.WEBM_LIVE, Video.VP8));
      case WEBM_TAIL -> {
        byte[] whole = written(Layout.WEBM_LIVE, Video.VP8);
        yield Arrays.copyOfRange(whole, 1_000, whole.length);
      }
    };
  }

  private static byte[] written(Layout layout, Video video) {
    RecordingSettings settings = RecordingSettings.of(layout, video, WIDTH, HEIGHT);
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int i = 0; i < FRAMES; i++) {
        writer.picture(stripes(i), i * 1_000_000L / 30);
      }
      return writer.finish();
    }
  }

  private static Picture stripes(int number) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % WIDTH;
      bgr[i] = (byte) ((x + 4 * number) / 16 % 2 == 0 ? 60 : 180);
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  private static byte[] noise() {
    byte[] noise = new byte[64 * 1024];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, whole.length * KEPT_PERCENT / 100);
  }

  private static byte[] holed(byte[] whole) {
    int from = whole.length / 2;
    byte[] holed = Arrays.copyOf(whole, whole.length - 4_096);
    System.arraycopy(whole, from + 4_096, holed, from, holed.length - from);
    return holed;
  }

  private static byte[] twice(byte[] whole) {
    byte[] both = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, both, whole.length, whole.length);
    return both;
  }
}

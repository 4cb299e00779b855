package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recordings made for the tests. */
final class Clips {
  static final int WIDTH = 192;
  static final int HEIGHT = 128;

  private Clips() {}

  /** Numbered pictures at 30 a second, from time 0. */
  static byte[] write(RecordingSettings settings, int frames) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      times.add(i * 1_000_000L / 30);
    }
    return write(settings, times);
  }

  /** Numbered pictures at given times, with a tone of 440 Hz where there is a sound track. */
  static byte[] write(RecordingSettings settings, List<Long> times) {
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      long samples = 0;
      for (int i = 0; i < times.size(); i++) {
        writer.picture(NumberedPictures.draw(settings.width(), settings.height(), i), times.get(i));
        long until = i + 1 < times.size() ? times.get(i + 1) : times.get(i) + 1_000_000L / 30;
        if (settings.sound()) {
          long end = until * MediaSink.AUDIO_RATE / 1_000_000;
          writer.audio(tone(samples, (int) (end - samples)));
          samples = end;
        }
      }
      return writer.finish();
    }
  }

  /** Two recordings as one file, as a recorder that was started again leaves them. */
  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static RecordingSettings settings(Layout layout, Video video) {
    return RecordingSettings.of(layout, video, WIDTH, HEIGHT);
  }

  /** Every layout with every codec that it holds. */
  static List<RecordingSettings> everyKind() {
    List<RecordingSettings> kinds = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      for (Video video : Video.values()) {
        if (video != (layout.isWebm() ? Video.H264 : Video.VP8)
            && (layout != Layout.WEBM_LIVE || video != Video.AV1)) {
          kinds.add(settings(layout, video).withSound());
        }
      }
    }
    return kinds;
  }

  private static short[] tone(long from, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      double seconds = (double) (from + i) / MediaSink.AUDIO_RATE;
      samples[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * seconds));
    }
    return samples;
  }

  /** A numbered picture as a camera stores it whose pictures are to be turned by players. */
  static Picture stored(int number, Turn turn) {
    boolean sideways = turn == Turn.QUARTER || turn == Turn.THREE_QUARTERS;
    Picture upright =
        sideways
            ? NumberedPictures.draw(HEIGHT, WIDTH, number)
            : NumberedPictures.draw(WIDTH, HEIGHT, number);
    byte[] stored = new byte[upright.bgr().length];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int shownX =
            switch (turn) {
              case NONE -> x;
              case QUARTER -> HEIGHT - 1 - y;
              case HALF, MIRROR -> WIDTH - 1 - x;
              case THREE_QUARTERS -> y;
            };
        int shownY =
            switch (turn) {
              case NONE, MIRROR -> y;
              case QUARTER -> x;
              case HALF -> HEIGHT - 1 - y;
              case THREE_QUARTERS -> WIDTH - 1 - x;
            };
        System.arraycopy(
            upright.bgr(), 3 * (shownY * upright.width() + shownX), stored, 3 * (y * WIDTH + x), 3);
      }
    }
    return new Picture(WIDTH, HEIGHT, stored);
  }

  /** Where bytes are found at or after a position; -1 where they are not. */
  static int indexOf(byte[] in, byte[] wanted, int from) {
    for (int i = from; i <= in.length - wanted.length; i++) {
      if (Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}

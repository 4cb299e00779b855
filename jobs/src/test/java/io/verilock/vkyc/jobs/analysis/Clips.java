package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import io.verilock.vkyc.testing.Colours;
import java.awt.Color;

/** Real recordings of people who are colours. */
final class Clips {
  private Clips() {}

  /** A clip of a colour that a light band moves over; it stands still where asked to. */
  static byte[] clip(Layout layout, Video video, Color colour, int seconds, boolean still) {
    RecordingSettings settings =
        RecordingSettings.of(layout, video, Colours.SIDE, Colours.SIDE).withSound();
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < seconds * Colours.RATE; frame++) {
        writer.picture(
            Colours.picture(colour, still ? 0 : frame), frame * 1_000_000L / Colours.RATE);
        writer.audio(tone(frame));
      }
      return writer.finish();
    }
  }

  /** Loud from the first half second to the end of the second, and silent then. */
  private static short[] tone(int frame) {
    short[] samples = new short[16_000 / Colours.RATE];
    boolean loud = frame >= Colours.RATE / 2 && frame < 2 * Colours.RATE;
    for (int i = 0; loud && i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin((frame * samples.length + i) / 10.0));
    }
    return samples;
  }

  static byte[] clip(Color colour, int seconds) {
    return clip(Layout.WEBM_LIVE, Video.VP8, colour, seconds, false);
  }
}

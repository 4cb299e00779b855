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
        writer.audio(new short[16_000 / Colours.RATE]);
      }
      return writer.finish();
    }
  }

  static byte[] clip(Color colour, int seconds) {
    return clip(Layout.WEBM_LIVE, Video.VP8, colour, seconds, false);
  }
}

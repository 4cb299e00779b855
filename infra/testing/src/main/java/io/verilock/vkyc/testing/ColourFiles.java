package io.verilock.vkyc.testing;

import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of people who are colours: see {@link Colours}. */
public final class ColourFiles {
  private static final int SECONDS = 3;

  private ColourFiles() {}

  /** A recording of a colour that a light band moves over. */
  public static Path clip(Path file, Color colour) throws IOException {
    RecordingSettings settings =
        RecordingSettings.of(Layout.WEBM_LIVE, Video.VP8, Colours.SIDE, Colours.SIDE).withSound();
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < SECONDS * Colours.RATE; frame++) {
        writer.picture(Colours.picture(colour, frame), frame * 1_000_000L / Colours.RATE);
        writer.audio(new short[16_000 / Colours.RATE]);
      }
      return Files.write(file, writer.finish());
    }
  }

  /** A photo of a colour. */
  public static Path photo(Path file, Color colour) throws IOException {
    return Files.write(file, Colours.photo(colour));
  }

  /** A photo of a colour whose noise makes a file of about {@code side * side * 3} bytes. */
  public static Path noisyPhoto(Path file, Color colour, int side) throws IOException {
    return Files.write(file, Colours.noisyPhoto(colour, side));
  }
}

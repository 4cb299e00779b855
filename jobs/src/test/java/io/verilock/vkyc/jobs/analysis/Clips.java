package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.media.RecordingSettings;
import io.verilock.vkyc.jobs.media.RecordingSettings.Layout;
import io.verilock.vkyc.jobs.media.RecordingSettings.Video;
import io.verilock.vkyc.jobs.media.RecordingWriter;
import io.verilock.vkyc.models.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Real recordings and photos of people who are colours: see {@link ColourModels}. */
final class Clips {
  static final int[] RED = {20, 30, 220};
  static final int[] BLUE = {220, 30, 20};
  static final int[] BLACK = {0, 0, 0};
  private static final int SIDE = 64;
  private static final int RATE = 10;

  private Clips() {}

  /** A clip of a colour that a light band moves over; it stands still where asked to. */
  static byte[] clip(Layout layout, Video video, int[] colour, int seconds, boolean still) {
    RecordingSettings settings = RecordingSettings.of(layout, video, SIDE, SIDE).withSound();
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < seconds * RATE; frame++) {
        writer.picture(picture(colour, still ? 0 : frame), frame * 1_000_000L / RATE);
        writer.audio(new short[16_000 / RATE]);
      }
      return writer.finish();
    }
  }

  static byte[] clip(int[] colour, int seconds) {
    return clip(Layout.WEBM_LIVE, Video.VP8, colour, seconds, false);
  }

  /** A photo of a colour, as a PNG file. */
  static byte[] photo(int[] colour) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, colour[2] << 16 | colour[1] << 8 | colour[0]);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Picture picture(int[] colour, int frame) {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    int band = 4 * frame % SIDE;
    // Lighter with each pass: a video that repeats itself is one that was looped.
    int light = 25 + 5 * (4 * frame / SIDE);
    for (int y = 0; y < SIDE; y++) {
      int lightness = y / 8 == band / 8 && colour != BLACK ? light : 0;
      for (int x = 0; x < SIDE; x++) {
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (y * SIDE + x) + channel] = (byte) (colour[channel] + lightness);
        }
      }
    }
    return new Picture(SIDE, SIDE, bgr);
  }
}

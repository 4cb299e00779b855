package io.verilock.vkyc.local;

import io.verilock.vkyc.jobs.media.RecordingSettings;
import io.verilock.vkyc.jobs.media.RecordingSettings.Layout;
import io.verilock.vkyc.jobs.media.RecordingSettings.Video;
import io.verilock.vkyc.jobs.media.RecordingWriter;
import io.verilock.vkyc.models.image.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Real recordings and photos of people who are colours: see {@link ColourModels}. */
public final class ColourFiles {
  private static final int SIDE = 64;
  private static final int RATE = 10;
  private static final int SECONDS = 3;

  private ColourFiles() {}

  /** A recording of a colour that a light band moves over. */
  public static Path clip(Path file, Color colour) throws IOException {
    RecordingSettings settings =
        RecordingSettings.of(Layout.WEBM_LIVE, Video.VP8, SIDE, SIDE).withSound();
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < SECONDS * RATE; frame++) {
        writer.picture(picture(colour, frame), frame * 1_000_000L / RATE);
        writer.audio(new short[16_000 / RATE]);
      }
      return Files.write(file, writer.finish());
    }
  }

  /** A photo of a colour. */
  public static Path photo(Path file, Color colour) throws IOException {
    return photo(file, colour, SIDE, 0);
  }

  /** A photo of a colour whose noise makes a file of about {@code side * side * 3} bytes. */
  public static Path noisyPhoto(Path file, Color colour, int side) throws IOException {
    return photo(file, colour, side, 30);
  }

  private static Path photo(Path file, Color colour, int side, int noise) throws IOException {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int[] channels = {colour.getBlue(), colour.getGreen(), colour.getRed()};
    for (int i = 0; i < pixels.length; i++) {
      int value = channels[i % 3] + (noise == 0 ? 0 : random.nextInt(-noise, noise + 1));
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static Picture picture(Color colour, int frame) {
    int[] channels = {colour.getBlue(), colour.getGreen(), colour.getRed()};
    byte[] bgr = new byte[3 * SIDE * SIDE];
    int band = 4 * frame % SIDE;
    // Lighter with each pass: a video that repeats itself is one that was looped.
    int light = 25 + 5 * (4 * frame / SIDE);
    for (int i = 0; i < bgr.length; i++) {
      int y = i / (3 * SIDE);
      bgr[i] = (byte) (channels[i % 3] + (y / 8 == band / 8 ? light : 0));
    }
    return new Picture(SIDE, SIDE, bgr);
  }
}

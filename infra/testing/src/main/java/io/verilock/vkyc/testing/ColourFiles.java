package io.verilock.vkyc.testing;

import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files of people who are colours: see {@link Colours}. */
public final class ColourFiles {
  private static final int SECONDS = 3;

  /** Pictures a second at which Chromium plays a file as its camera. */
  private static final int CAMERA_RATE = 30;

  private static final int CAMERA_PICTURES = 20 * CAMERA_RATE;

  private ColourFiles() {}

  /** A recording of a colour that a light band moves over, as a browser makes it. */
  public static Path clip(Path file, Color colour) throws IOException {
    return clip(file, colour, Layout.WEBM_LIVE);
  }

  /** A recording of a colour that a light band moves over. */
  public static Path clip(Path file, Color colour, Layout layout) throws IOException {
    RecordingSettings settings =
        RecordingSettings.of(layout, Video.VP8, Colours.SIDE, Colours.SIDE).withSound();
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

  /** Somebody before a browser's camera, a light band moving over them: Motion JPEG. */
  public static Path camera(Path file, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int frame = 0; frame < CAMERA_PICTURES; frame++) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        // Never twice the same: a video that repeats itself is one that was looped.
        graphics.setColor(new Color(255, 60 + frame % 120, 60 + frame / 4));
        graphics.fillRect(0, 4 * frame % image.getHeight(), image.getWidth(), 60);
        graphics.dispose();
        ImageIO.write(image, "jpeg", out);
      }
    }
    return file;
  }

  /** Something said into a browser's microphone: WAV. */
  public static Path microphone(Path file) throws IOException {
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
    byte[] samples = new byte[2 * 16_000 * CAMERA_PICTURES / CAMERA_RATE];
    for (int i = 0; i < samples.length / 2; i++) {
      int value = (int) (8_000 * Math.sin(i * 2 * Math.PI * 440 / 16_000));
      samples[2 * i] = (byte) value;
      samples[2 * i + 1] = (byte) (value >> 8);
    }
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }
}

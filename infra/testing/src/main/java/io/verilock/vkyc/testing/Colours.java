package io.verilock.vkyc.testing;

import io.verilock.vkyc.models.image.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * People who are colours, as {@link ColourModels} sees them: pictures of a recording, and photos.
 */
public final class Colours {
  public static final Color RED = new Color(220, 30, 20);
  public static final Color BLUE = new Color(20, 30, 220);

  /** Nobody. */
  public static final Color BLACK = Color.BLACK;

  /** Pixels of each side of a picture. */
  public static final int SIDE = 64;

  /** Pictures a second of a recording. */
  public static final int RATE = 10;

  private static final int BAND = 8;

  private Colours() {}

  /** A picture of a recording in which a light band moves over somebody. */
  public static Picture picture(Color colour, int frame) {
    int[] channels = bgr(colour);
    byte[] bgr = new byte[3 * SIDE * SIDE];
    int band = 4 * frame % SIDE;
    // Lighter with each pass: a video that repeats itself is one that was looped.
    int light = colour.equals(BLACK) ? 0 : 25 + 5 * (4 * frame / SIDE);
    for (int i = 0; i < bgr.length; i++) {
      int row = i / (3 * SIDE);
      bgr[i] = (byte) (channels[i % 3] + (row / BAND == band / BAND ? light : 0));
    }
    return new Picture(SIDE, SIDE, bgr);
  }

  /** A photo, as a PNG file. */
  public static byte[] photo(Color colour) {
    return photo(colour, SIDE, 0);
  }

  /** A photo whose noise makes a file of about {@code side * side * 3} bytes. */
  public static byte[] noisyPhoto(Color colour, int side) {
    return photo(colour, side, 30);
  }

  private static byte[] photo(Color colour, int side, int noise) {
    int[] channels = bgr(colour);
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int value = channels[i % 3] + (noise == 0 ? 0 : random.nextInt(-noise, noise + 1));
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static int[] bgr(Color colour) {
    return new int[] {colour.getBlue(), colour.getGreen(), colour.getRed()};
  }
}

package io.verilock.vkyc.models.image;

import java.nio.FloatBuffer;

/** Writes pictures as networks take them: one plane of floats per channel. */
public final class Planes {
  private Planes() {}

  /** Blue, green, red, each value as it is: 0 to 255. */
  public static void bgr(Picture picture, FloatBuffer to) {
    int pixels = picture.width() * picture.height();
    for (int channel = 0; channel < 3; channel++) {
      plane(picture, channel, 1, 0, to, channel * pixels);
    }
  }

  /**
   * Red, green, blue, each {@code value * scale + shift} by channel.
   *
   * @param scale for red, green and blue
   * @param shift for red, green and blue
   */
  public static void rgb(Picture picture, float[] scale, float[] shift, FloatBuffer to) {
    int pixels = picture.width() * picture.height();
    for (int channel = 0; channel < 3; channel++) {
      plane(picture, 2 - channel, scale[channel], shift[channel], to, channel * pixels);
    }
  }

  private static void plane(
      Picture picture, int channel, float scale, float shift, FloatBuffer to, int start) {
    byte[] from = picture.bgr();
    int end = start + picture.width() * picture.height();
    for (int at = channel, next = start; next < end; at += 3, next++) {
      to.put(next, (from[at] & 0xFF) * scale + shift);
    }
  }
}

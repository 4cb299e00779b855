package io.verilock.vkyc.models.image;

import java.nio.FloatBuffer;

/** Writes pictures as networks take them: one plane of floats per channel. */
public final class Planes {
  private Planes() {}

  /** Blue, green, red, each value as it is: 0 to 255. */
  public static void bgr(Picture picture, FloatBuffer to) {
    float[] plane = new float[picture.width() * picture.height()];
    for (int channel = 0; channel < 3; channel++) {
      write(picture, channel, 1, 0, plane, to, channel);
    }
  }

  /**
   * Red, green, blue, each {@code value * scale + shift} by channel.
   *
   * @param scale for red, green and blue
   * @param shift for red, green and blue
   */
  public static void rgb(Picture picture, float[] scale, float[] shift, FloatBuffer to) {
    float[] plane = new float[picture.width() * picture.height()];
    for (int channel = 0; channel < 3; channel++) {
      write(picture, 2 - channel, scale[channel], shift[channel], plane, to, channel);
    }
  }

  /** One plane at once: a native buffer is slow to write number by number. */
  private static void write(
      Picture picture,
      int channel,
      float scale,
      float shift,
      float[] plane,
      FloatBuffer to,
      int place) {
    byte[] from = picture.bgr();
    for (int pixel = 0, at = channel; pixel < plane.length; pixel++, at += 3) {
      plane[pixel] = (from[at] & 0xFF) * scale + shift;
    }
    to.put(place * plane.length, plane);
  }
}

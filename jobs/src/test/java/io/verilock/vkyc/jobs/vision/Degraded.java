package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Ways to make a picture of a face worse by a known amount. */
public enum Degraded {
  SMALLER {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      double scale = Math.pow(2, -3.2 * amount);
      return Warp.through(
          picture,
          new Similarity(scale, 0, 0, 0),
          Math.max(16, (int) (picture.width() * scale)),
          Math.max(16, (int) (picture.height() * scale)));
    }
  },
  BLURRED {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      int radius = (int) (6 * amount);
      return blurred(blurred(picture, radius), radius);
    }
  },
  MOVING {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      return moved(picture, 1 + (int) (24 * amount));
    }
  },
  DARK {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      double light = Math.pow(2, -6 * amount);
      return withValues(picture, value -> value * light + 4 * random.nextGaussian());
    }
  },
  BRIGHT {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      return withValues(picture, value -> value * (1 + 4 * amount));
    }
  },
  PALE {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      double left = 1 - 0.95 * amount;
      return withValues(picture, value -> 128 + (value - 128) * left + 2 * random.nextGaussian());
    }
  },
  CUT_OFF {
    @Override
    public Picture of(Picture picture, DetectedFace face, double amount, Random random) {
      int left = Math.max(0, (int) (face.left() + 0.7 * amount * face.width()));
      return Warp.through(
          picture,
          new Similarity(1, 0, -left, 0),
          Math.max(20, picture.width() - left),
          picture.height());
    }
  };

  /**
   * The picture made worse.
   *
   * @param amount 0 to 1
   */
  public abstract Picture of(Picture picture, DetectedFace face, double amount, Random random);

  /** Each pixel the mean of a square around it. */
  static Picture blurred(Picture picture, int radius) {
    int side = 2 * radius + 1;
    int width = picture.width();
    int stride = 3 * width;
    byte[] source = picture.bgr();
    // A sum along the row, then along the column, is the sum over the square.
    int[] rows = new int[source.length];
    for (int i = 0; i < source.length; i++) {
      int x = i / 3 % width;
      for (int k = -radius; k <= radius; k++) {
        rows[i] += source[i + 3 * (Math.max(0, Math.min(width - 1, x + k)) - x)] & 0xff;
      }
    }
    byte[] bgr = new byte[source.length];
    for (int i = 0; i < bgr.length; i++) {
      int y = i / stride;
      int sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += rows[i + stride * (Math.max(0, Math.min(picture.height() - 1, y + k)) - y)];
      }
      bgr[i] = (byte) (sum / (side * side));
    }
    return new Picture(width, picture.height(), bgr);
  }

  /** Each pixel the mean of so many beside it in its row. */
  static Picture moved(Picture picture, int length) {
    byte[] bgr = new byte[picture.bgr().length];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % picture.width();
      int sum = 0;
      for (int k = 0; k < length; k++) {
        int to = Math.max(0, Math.min(picture.width() - 1, x + k - length / 2));
        sum += picture.bgr()[i + 3 * (to - x)] & 0xff;
      }
      bgr[i] = (byte) (sum / length);
    }
    return new Picture(picture.width(), picture.height(), bgr);
  }

  private static Picture withValues(Picture picture, DoubleUnaryOperator change) {
    byte[] bgr = new byte[picture.bgr().length];
    for (int i = 0; i < bgr.length; i++) {
      double value = change.applyAsDouble(picture.bgr()[i] & 0xff);
      bgr[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
    return new Picture(picture.width(), picture.height(), bgr);
  }
}

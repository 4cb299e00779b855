package io.verilock.vkyc.models.image;

import java.util.Arrays;

/**
 * Draws a picture through a similarity, bilinear between the four nearest pixels; black where the
 * picture has none. A picture made less than half as large is drawn finer first and averaged, so
 * that a close-up photo does not turn into noise.
 */
public final class Warp {
  private static final int FINEST = 16;

  /** Bits of the fraction of a place between two pixels. */
  private static final int FRACTION = 8;

  private static final int ONE = 1 << FRACTION;

  /** Bits of the fraction of a place while it is stepped along a row: no error adds up. */
  private static final int STEPPING = 32;

  private Warp() {}

  /**
   * The picture as seen through the similarity.
   *
   * @param toResult brings a point of the picture to its place in the result; points at whole
   *     numbers are pixel centres
   */
  public static Picture through(Picture picture, Similarity toResult, int width, int height) {
    // Bilinear sampling at every second pixel still sees all of them; wider steps would skip some.
    int fineness = (int) Math.max(1, Math.min(Math.ceil(0.5 / toResult.scale()), FINEST));
    // The centre of a block of fine pixels lies half a block from its first pixel's centre.
    double shift = (fineness - 1) / 2.0;
    Similarity scaled = toResult.scaled(fineness);
    Similarity toFine =
        new Similarity(scaled.a(), scaled.b(), scaled.shiftX() + shift, scaled.shiftY() + shift);
    Sampler sampler = new Sampler(picture, toFine.inverse(), fineness);
    byte[] to = new byte[3 * width * height];
    int[] sums = new int[3 * width];
    int samples = fineness * fineness * ONE;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int row = 0; row < fineness; row++) {
        sampler.addRow(y * fineness + row, sums);
      }
      int next = 3 * width * y;
      for (int i = 0; i < sums.length; i++) {
        to[next + i] = (byte) ((sums[i] + samples / 2) / samples);
      }
    }
    return new Picture(width, height, to);
  }

  /** Samples rows of fine pixels. */
  private static final class Sampler {
    private final byte[] from;
    private final int width;
    private final int height;
    private final Similarity toSource;
    private final int fineness;

    Sampler(Picture picture, Similarity toSource, int fineness) {
      this.from = picture.bgr();
      this.width = picture.width();
      this.height = picture.height();
      this.toSource = toSource;
      this.fineness = fineness;
    }

    /** Adds a row of fine pixels to the sums of the pixels that they belong to, in 256ths. */
    void addRow(int fineY, int[] sums) {
      // Rounded once, where a place is brought to its fraction.
      long half = 1L << (STEPPING - FRACTION - 1);
      long x = fixed(toSource.shiftX() - toSource.b() * fineY) + half;
      long y = fixed(toSource.shiftY() + toSource.a() * fineY) + half;
      long stepX = fixed(toSource.a());
      long stepY = fixed(toSource.b());
      for (int next = 0; next < sums.length; next += 3) {
        long lanes = 0;
        for (int column = 0; column < fineness; column++) {
          lanes += sample(x, y);
          x += stepX;
          y += stepY;
        }
        sums[next] += Lanes.blue(lanes);
        sums[next + 1] += Lanes.green(lanes);
        sums[next + 2] += Lanes.red(lanes);
      }
    }

    /** 256 times what lies between the four nearest pixels. */
    private long sample(long x, long y) {
      int left = (int) (x >> STEPPING);
      int top = (int) (y >> STEPPING);
      int right = (int) (x >> (STEPPING - FRACTION)) & (ONE - 1);
      int lower = (int) (y >> (STEPPING - FRACTION)) & (ONE - 1);
      // The four weights add up to 256.
      int lowerRight = (right * lower + ONE / 2) >> FRACTION;
      int upperRight = right - lowerRight;
      int lowerLeft = lower - lowerRight;
      int upperLeft = ONE - right - lowerLeft;
      int at = 3 * (top * width + left);
      int below = at + 3 * width;
      if (left >= 0
          && top >= 0
          && left < width - 1
          && top < height - 1
          && Lanes.canRead(from, below)) {
        long upper = Lanes.read(from, at);
        long under = Lanes.read(from, below);
        return Lanes.left(upper) * upperLeft
            + Lanes.right(upper) * upperRight
            + Lanes.left(under) * lowerLeft
            + Lanes.right(under) * lowerRight;
      }
      if (left < -1 || top < -1 || left >= width || top >= height) {
        return 0;
      }
      return pixel(left, top) * upperLeft
          + pixel(left + 1, top) * upperRight
          + pixel(left, top + 1) * lowerLeft
          + pixel(left + 1, top + 1) * lowerRight;
    }

    /** A pixel; black where the picture has none. */
    private long pixel(int x, int y) {
      if (x < 0 || y < 0 || x >= width || y >= height) {
        return 0;
      }
      int at = 3 * (y * width + x);
      return Lanes.of(from[at], from[at + 1], from[at + 2]);
    }

    private static long fixed(double place) {
      return Math.round(place * (1L << STEPPING));
    }
  }
}

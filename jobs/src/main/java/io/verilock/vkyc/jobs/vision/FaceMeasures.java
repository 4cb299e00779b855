package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Rectangle;

/** What is measured on the pixels of a frame. */
final class FaceMeasures {
  /** Blocks along each side of a signature. */
  private static final int BLOCKS = 32;

  // Luma by ITU-R BT.601, in 256ths.
  private static final int BLUE = 29;
  private static final int GREEN = 150;
  private static final int RED = 77;

  private FaceMeasures() {}

  /**
   * Mean grey of 32 by 32 blocks over the whole frame: what changes when anything before the camera
   * does. Blocks average the camera's noise away.
   */
  static byte[] signature(Picture frame) {
    byte[] signature = new byte[BLOCKS * BLOCKS];
    for (int row = 0; row < BLOCKS; row++) {
      int y0 = frame.height() * row / BLOCKS;
      int y1 = Math.max(y0 + 1, frame.height() * (row + 1) / BLOCKS);
      for (int column = 0; column < BLOCKS; column++) {
        int x0 = frame.width() * column / BLOCKS;
        int x1 = Math.max(x0 + 1, frame.width() * (column + 1) / BLOCKS);
        signature[row * BLOCKS + column] =
            (byte) meanGrey(frame, x0, Math.min(y0, frame.height() - 1), x1, y1);
      }
    }
    return signature;
  }

  /** Mean absolute second difference of grey along both axes: low where a print is coarse. */
  static float sharpness(Picture face) {
    int width = face.width();
    int height = face.height();
    long sum = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        int around =
            grey(face, at - 1)
                + grey(face, at + 1)
                + grey(face, at - width)
                + grey(face, at + width);
        sum += Math.abs(around - 4 * grey(face, at));
      }
    }
    return (float) sum / Math.max(1, (width - 2) * (height - 2));
  }

  /** Standard deviation of grey, 0 to 127: low where a print is pale. */
  static double contrast(Picture face) {
    long sum = 0;
    long squares = 0;
    int pixels = face.width() * face.height();
    for (int pixel = 0; pixel < pixels; pixel++) {
      int grey = grey(face, pixel);
      sum += grey;
      squares += (long) grey * grey;
    }
    double mean = (double) sum / pixels;
    return Math.sqrt(Math.max(0, (double) squares / pixels - mean * mean));
  }

  private static int meanGrey(Picture frame, int x0, int y0, int x1, int y1) {
    long[] sums = Pictures.sums(frame, new Rectangle(x0, y0, x1 - x0, y1 - y0));
    long pixels = 256L * (x1 - x0) * (y1 - y0);
    return (int) ((BLUE * sums[0] + GREEN * sums[1] + RED * sums[2] + pixels / 2) / pixels);
  }

  /** Luma of the pixel with this index. */
  static int grey(Picture picture, int pixel) {
    byte[] bgr = picture.bgr();
    int at = 3 * pixel;
    return (BLUE * (bgr[at] & 0xff) + GREEN * (bgr[at + 1] & 0xff) + RED * (bgr[at + 2] & 0xff))
        >> 8;
  }
}

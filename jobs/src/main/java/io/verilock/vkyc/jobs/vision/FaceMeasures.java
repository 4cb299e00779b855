package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Picture;

/** What is measured on the pixels of a face. */
final class FaceMeasures {
  /** Blocks along each side of a signature. */
  private static final int BLOCKS = 32;

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

  /** Mean absolute second difference of grey along both axes: low where the face is blurred. */
  static float sharpness(Picture face) {
    int width = face.width();
    int height = face.height();
    if (width < 3 || height < 3) {
      return 0;
    }
    long sum = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int around =
            grey(face, x - 1, y)
                + grey(face, x + 1, y)
                + grey(face, x, y - 1)
                + grey(face, x, y + 1);
        sum += Math.abs(around - 4 * grey(face, x, y));
      }
    }
    return (float) sum / ((width - 2) * (height - 2));
  }

  /** Standard deviation of grey, 0 to 127: low where a print is pale. */
  static double contrast(Picture face) {
    long sum = 0;
    long squares = 0;
    for (int y = 0; y < face.height(); y++) {
      for (int x = 0; x < face.width(); x++) {
        int grey = grey(face, x, y);
        sum += grey;
        squares += (long) grey * grey;
      }
    }
    double pixels = (double) face.width() * face.height();
    double mean = sum / pixels;
    return Math.sqrt(Math.max(0, squares / pixels - mean * mean));
  }

  private static int meanGrey(Picture frame, int x0, int y0, int x1, int y1) {
    long sum = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        sum += grey(frame, x, y);
      }
    }
    int pixels = (x1 - x0) * (y1 - y0);
    return (int) ((sum + pixels / 2) / pixels);
  }

  /** Luma by ITU-R BT.601, in 256ths. */
  private static int grey(Picture picture, int x, int y) {
    byte[] bgr = picture.bgr();
    int at = 3 * (y * picture.width() + x);
    return (29 * (bgr[at] & 0xff) + 150 * (bgr[at + 1] & 0xff) + 77 * (bgr[at + 2] & 0xff)) >> 8;
  }
}

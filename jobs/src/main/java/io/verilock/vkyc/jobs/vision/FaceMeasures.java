package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Picture;

/** What is measured on the pixels of a frame. */
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

  private static int meanGrey(Picture frame, int x0, int y0, int x1, int y1) {
    long sum = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        sum += grey(frame, y * frame.width() + x);
      }
    }
    int pixels = (x1 - x0) * (y1 - y0);
    return (int) ((sum + pixels / 2) / pixels);
  }

  /** Luma by ITU-R BT.601, in 256ths, of the pixel with this index. */
  static int grey(Picture picture, int pixel) {
    byte[] bgr = picture.bgr();
    int at = 3 * pixel;
    return (29 * (bgr[at] & 0xff) + 150 * (bgr[at + 1] & 0xff) + 77 * (bgr[at + 2] & 0xff)) >> 8;
  }
}

package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;

/**
 * A turn by quarters, mirrored or not: a pixel at (x, y) goes to (a·x + c·y, b·x + d·y), moved back
 * into the picture.
 */
record Orientation(int a, int b, int c, int d) {
  static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

  private static final int CHANNELS = 3;

  /**
   * The quarter turn nearest to a display matrix; upright where the matrix is degenerate.
   *
   * @param matrix nine fixed-point numbers as in MP4's track header: a, b, u, c, d, v, x, y, w
   */
  static Orientation of(int[] matrix) {
    long straight = Math.abs((long) matrix[0]) + Math.abs((long) matrix[4]);
    long turned = Math.abs((long) matrix[1]) + Math.abs((long) matrix[3]);
    Orientation nearest =
        straight >= turned
            ? new Orientation(Integer.signum(matrix[0]), 0, 0, Integer.signum(matrix[4]))
            : new Orientation(0, Integer.signum(matrix[1]), Integer.signum(matrix[3]), 0);
    return nearest.a * nearest.d - nearest.b * nearest.c == 0 ? UPRIGHT : nearest;
  }

  /** Whether width and height change places. */
  boolean turnsSideways() {
    return a == 0;
  }

  /** Turns a picture of interleaved pixels; takes the array over. */
  Picture apply(int width, int height, byte[] pixels) {
    if (equals(UPRIGHT)) {
      return new Picture(width, height, pixels);
    }
    int turnedWidth = turnsSideways() ? height : width;
    int turnedHeight = turnsSideways() ? width : height;
    int startX = a < 0 || c < 0 ? turnedWidth - 1 : 0;
    int startY = b < 0 || d < 0 ? turnedHeight - 1 : 0;
    int alongRow = CHANNELS * (b * turnedWidth + a);
    int alongColumn = CHANNELS * (d * turnedWidth + c);
    byte[] turned = new byte[pixels.length];
    int rowTarget = CHANNELS * (startY * turnedWidth + startX);
    int source = 0;
    for (int y = 0; y < height; y++, rowTarget += alongColumn) {
      int target = rowTarget;
      for (int x = 0; x < width; x++, source += CHANNELS, target += alongRow) {
        turned[target] = pixels[source];
        turned[target + 1] = pixels[source + 1];
        turned[target + 2] = pixels[source + 2];
      }
    }
    return new Picture(turnedWidth, turnedHeight, turned);
  }
}

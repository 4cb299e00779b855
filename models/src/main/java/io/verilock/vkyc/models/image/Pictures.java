package io.verilock.vkyc.models.image;

/** Turns pictures and lays them on a canvas. */
public final class Pictures {
  private Pictures() {}

  /** The picture turned clockwise by so many quarters; negative numbers turn the other way. */
  public static Picture rotated(Picture picture, int quarterTurns) {
    Orientation orientation =
        switch (Math.floorMod(quarterTurns, 4)) {
          case 1 -> Orientation.NEEDS_CLOCKWISE_TURN;
          case 2 -> Orientation.HALF_TURNED;
          case 3 -> Orientation.NEEDS_ANTICLOCKWISE_TURN;
          default -> Orientation.UPRIGHT;
        };
    return orientation.upright(picture);
  }

  /** The picture seen in a mirror. */
  public static Picture mirrored(Picture picture) {
    return Orientation.MIRRORED.upright(picture);
  }

  /** Sums of blue, green and red over a part of the picture, which holds all of it. */
  public static long[] sums(Picture picture, Rectangle part) {
    long[] sums = new long[3];
    for (int row = 0; row < part.height(); row++) {
      for (int column = 0; column < part.width(); column += Lanes.MOST_SUMMED) {
        int pixels = Math.min(Lanes.MOST_SUMMED, part.width() - column);
        int first = (part.top() + row) * picture.width() + part.left() + column;
        long lanes = Lanes.sum(picture.bgr(), 3 * first, pixels);
        sums[0] += Lanes.blue(lanes);
        sums[1] += Lanes.green(lanes);
        sums[2] += Lanes.red(lanes);
      }
    }
    return sums;
  }

  /** The picture at the top left corner of a larger, black one. */
  public static Picture onCanvas(Picture picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    byte[] canvas = new byte[3 * width * height];
    int row = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(picture.bgr(), y * row, canvas, 3 * y * width, row);
    }
    return new Picture(width, height, canvas);
  }
}

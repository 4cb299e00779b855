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

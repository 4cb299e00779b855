package io.verilock.vkyc.models.image;

/**
 * How a camera's stored pixels are brought upright, in the order of the EXIF standard's numbers.
 */
public enum Orientation {
  /** 1: as stored. */
  UPRIGHT,
  /** 2: left and right changed. */
  MIRRORED,
  /** 3: turned by half. */
  HALF_TURNED,
  /** 4: top and bottom changed. */
  FLIPPED,
  /** 5: rows and columns changed. */
  TRANSPOSED,
  /** 6: to be turned a quarter clockwise. */
  NEEDS_CLOCKWISE_TURN,
  /** 7: rows and columns changed about the other diagonal. */
  TRANSVERSED,
  /** 8: to be turned a quarter anticlockwise. */
  NEEDS_ANTICLOCKWISE_TURN;

  /** The orientation of an EXIF number, {@link #UPRIGHT} for any other number. */
  public static Orientation ofExif(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
  }

  /**
   * The quarter turn nearest to a display matrix, {@link #UPRIGHT} where the matrix is degenerate.
   *
   * @param matrix nine fixed-point numbers as in MP4's track header: a, b, u, c, d, v, x, y, w; a
   *     pixel at (x, y) goes to (a·x + c·y, b·x + d·y), moved back into the picture
   */
  public static Orientation ofMatrix(int[] matrix) {
    int a = Integer.signum(matrix[0]);
    int b = Integer.signum(matrix[1]);
    int c = Integer.signum(matrix[3]);
    int d = Integer.signum(matrix[4]);
    long straight = Math.abs((long) matrix[0]) + Math.abs((long) matrix[4]);
    long turned = Math.abs((long) matrix[1]) + Math.abs((long) matrix[3]);
    if (straight >= turned ? a * d == 0 : b * c == 0) {
      return UPRIGHT;
    }
    if (straight >= turned) {
      return a > 0 ? (d > 0 ? UPRIGHT : FLIPPED) : (d > 0 ? MIRRORED : HALF_TURNED);
    }
    return b > 0
        ? (c > 0 ? TRANSPOSED : NEEDS_CLOCKWISE_TURN)
        : (c > 0 ? NEEDS_ANTICLOCKWISE_TURN : TRANSVERSED);
  }

  /** Whether width and height change places. */
  public boolean turnsSideways() {
    return switch (this) {
      case UPRIGHT, MIRRORED, HALF_TURNED, FLIPPED -> false;
      case TRANSPOSED, NEEDS_CLOCKWISE_TURN, TRANSVERSED, NEEDS_ANTICLOCKWISE_TURN -> true;
    };
  }

  /** The picture brought upright; the same picture where nothing is to be done. */
  public Picture upright(Picture stored) {
    int width = stored.width();
    int height = stored.height();
    return switch (this) {
      case UPRIGHT -> stored;
      case MIRRORED -> copied(stored, width, height, width - 1, -1, width);
      case HALF_TURNED -> copied(stored, width, height, width * height - 1, -1, -width);
      case FLIPPED -> copied(stored, width, height, width * (height - 1), 1, -width);
      case TRANSPOSED -> copied(stored, height, width, 0, width, 1);
      case NEEDS_CLOCKWISE_TURN -> copied(stored, height, width, width * (height - 1), -width, 1);
      case TRANSVERSED -> copied(stored, height, width, width * height - 1, -width, -1);
      case NEEDS_ANTICLOCKWISE_TURN -> copied(stored, height, width, width - 1, width, -1);
    };
  }

  /** Walks the stored pixels from {@code start}, one step per column and another per row. */
  private static Picture copied(
      Picture stored, int width, int height, int start, int columnStep, int rowStep) {
    byte[] from = stored.bgr();
    byte[] to = new byte[from.length];
    int next = 0;
    for (int y = 0; y < height; y++) {
      int pixel = start + y * rowStep;
      for (int x = 0; x < width; x++) {
        int at = 3 * pixel;
        to[next] = from[at];
        to[next + 1] = from[at + 1];
        to[next + 2] = from[at + 2];
        next += 3;
        pixel += columnStep;
      }
    }
    return new Picture(width, height, to);
  }
}

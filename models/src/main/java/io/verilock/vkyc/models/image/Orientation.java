package io.verilock.vkyc.models.image;

/** How a camera's stored pixels are brought upright, by the numbers of the EXIF standard. */
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

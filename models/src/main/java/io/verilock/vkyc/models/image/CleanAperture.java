package io.verilock.vkyc.models.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The part of a stored picture that is to be shown.
 *
 * @param shiftX how far its centre lies from the picture's
 */
record CleanAperture(double width, double height, double shiftX, double shiftY) {
  /** Reads four fractions, as the box {@code clap} has them. */
  static CleanAperture of(ByteBuffer box) {
    return new CleanAperture(fraction(box), fraction(box), fraction(box), fraction(box));
  }

  /** The part alone, in pixels of its own. */
  Picture cut(Picture picture) throws IOException {
    int columns = (int) Math.round(width);
    int rows = (int) Math.round(height);
    int left = (int) Math.round(shiftX + (picture.width() - width) / 2);
    int top = (int) Math.round(shiftY + (picture.height() - height) / 2);
    if (columns < 1
        || rows < 1
        || left < 0
        || top < 0
        || columns > picture.width() - left
        || rows > picture.height() - top) {
      throw new IOException("a part that lies outside the picture");
    }
    byte[] part = new byte[3 * columns * rows];
    for (int y = 0; y < rows; y++) {
      int from = 3 * ((top + y) * picture.width() + left);
      System.arraycopy(picture.bgr(), from, part, 3 * y * columns, 3 * columns);
    }
    return new Picture(columns, rows, part);
  }

  private static double fraction(ByteBuffer box) {
    double numerator = box.getInt();
    return numerator / box.getInt();
  }
}

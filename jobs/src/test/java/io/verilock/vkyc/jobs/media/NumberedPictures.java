package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;

/**
 * Pictures that say which one they are and which way up, in blocks big enough to survive any codec:
 * a grid of 6 × 4 cells with a colour in each corner and 12 bits in the two rows between.
 */
final class NumberedPictures {
  private static final int COLUMNS = 6;
  private static final int ROWS = 4;
  private static final int BITS = 12;
  private static final int RED = 0xd03030;
  private static final int GREEN = 0x30b030;
  private static final int BLUE = 0x3030d0;
  private static final int YELLOW = 0xd0d030;

  private NumberedPictures() {}

  static Picture draw(int width, int height, int number) {
    byte[] bgr = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = colour(x * COLUMNS / width, y * ROWS / height, number);
        int at = 3 * (y * width + x);
        bgr[at] = (byte) colour;
        bgr[at + 1] = (byte) (colour >> 8);
        bgr[at + 2] = (byte) (colour >> 16);
      }
    }
    return new Picture(width, height, bgr);
  }

  /**
   * The number drawn; -1 where the picture is not upright, its colours are not the ones drawn, or
   * it is too small to have any number on it.
   */
  static int read(Picture picture) {
    boolean tooSmall = picture.width() < 2 * COLUMNS || picture.height() < 2 * ROWS;
    if (tooSmall
        || !near(picture, 0, 0, RED)
        || !near(picture, COLUMNS - 1, 0, GREEN)
        || !near(picture, 0, ROWS - 1, BLUE)
        || !near(picture, COLUMNS - 1, ROWS - 1, YELLOW)) {
      return -1;
    }
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int green = mean(picture, bit % COLUMNS, 1 + bit / COLUMNS, 1);
      number |= (green > 127 ? 1 : 0) << bit;
    }
    return number;
  }

  /** Mean colour of the cell in the upper left corner, as 0xRRGGBB. */
  static int corner(Picture picture) {
    return mean(picture, 0, 0, 2) << 16 | mean(picture, 0, 0, 1) << 8 | mean(picture, 0, 0, 0);
  }

  private static int colour(int column, int row, int number) {
    boolean left = column == 0;
    boolean right = column == COLUMNS - 1;
    if (row == 0) {
      return left ? RED : right ? GREEN : moving(column, number);
    }
    if (row == ROWS - 1) {
      return left ? BLUE : right ? YELLOW : moving(column, number);
    }
    int bit = (row - 1) * COLUMNS + column;
    return (number >> bit & 1) == 1 ? 0xe0e0e0 : 0x202020;
  }

  private static int moving(int column, int number) {
    int grey = 32 + (column * 40 + number * 5) % 192;
    return grey << 16 | grey << 8 | grey;
  }

  private static boolean near(Picture picture, int column, int row, int colour) {
    for (int channel = 0; channel < 3; channel++) {
      int wanted = colour >> (8 * channel) & 0xff;
      if (Math.abs(mean(picture, column, row, channel) - wanted) > 24) {
        return false;
      }
    }
    return true;
  }

  /** Mean of the middle half of a cell. */
  private static int mean(Picture picture, int column, int row, int channel) {
    int cellWidth = picture.width() / COLUMNS;
    int cellHeight = picture.height() / ROWS;
    int left = column * picture.width() / COLUMNS + cellWidth / 4;
    int top = row * picture.height() / ROWS + cellHeight / 4;
    long sum = 0;
    int count = 0;
    for (int y = top; y < top + cellHeight / 2; y++) {
      for (int x = left; x < left + cellWidth / 2; x++) {
        sum += picture.bgr()[3 * (y * picture.width() + x) + channel] & 0xff;
        count++;
      }
    }
    return (int) (sum / count);
  }
}

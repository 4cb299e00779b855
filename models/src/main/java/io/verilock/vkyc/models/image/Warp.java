package io.verilock.vkyc.models.image;

/**
 * Draws a picture through a similarity, bilinear between the four nearest pixels; black where the
 * picture has none. A picture made less than half as large is drawn finer first and averaged, so
 * that a close-up photo does not turn into noise.
 */
public final class Warp {
  private static final int FINEST = 16;

  private Warp() {}

  /**
   * The picture as seen through the similarity.
   *
   * @param toResult brings a point of the picture to its place in the result; points at whole
   *     numbers are pixel centres
   */
  public static Picture through(Picture picture, Similarity toResult, int width, int height) {
    // Bilinear sampling at every second pixel still sees all of them; wider steps would skip some.
    int fineness = (int) Math.min(Math.ceil(0.5 / toResult.scale()), FINEST);
    if (fineness == 1) {
      return drawn(picture, toResult.inverse(), width, height);
    }
    // The centre of a block of fine pixels lies half a block from its first pixel's centre.
    double shift = (fineness - 1) / 2.0;
    Similarity scaled = toResult.scaled(fineness);
    Similarity toFine =
        new Similarity(scaled.a(), scaled.b(), scaled.shiftX() + shift, scaled.shiftY() + shift);
    Picture fine = drawn(picture, toFine.inverse(), width * fineness, height * fineness);
    return averaged(fine, fineness);
  }

  private static Picture drawn(Picture picture, Similarity toSource, int width, int height) {
    byte[] to = new byte[3 * width * height];
    int next = 0;
    for (int y = 0; y < height; y++) {
      double sourceX = toSource.shiftX() - toSource.b() * y;
      double sourceY = toSource.shiftY() + toSource.a() * y;
      for (int x = 0; x < width; x++) {
        sample(picture, sourceX, sourceY, to, next);
        next += 3;
        sourceX += toSource.a();
        sourceY += toSource.b();
      }
    }
    return new Picture(width, height, to);
  }

  private static void sample(Picture picture, double x, double y, byte[] to, int next) {
    int width = picture.width();
    int height = picture.height();
    if (!(x > -1 && y > -1 && x < width && y < height)) {
      return;
    }
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = (float) (x - left);
    float lower = (float) (y - top);
    byte[] from = picture.bgr();
    int at = 3 * (top * width + left);
    int below = at + 3 * width;
    // Weights of pixels beyond an edge are zero, and those pixels are never read.
    boolean hasLeft = left >= 0;
    boolean hasRight = left + 1 < width;
    boolean hasTop = top >= 0;
    boolean hasBottom = top + 1 < height;
    for (int channel = 0; channel < 3; channel++) {
      float sum = 0;
      if (hasTop && hasLeft) {
        sum += (from[at + channel] & 0xFF) * (1 - right) * (1 - lower);
      }
      if (hasTop && hasRight) {
        sum += (from[at + 3 + channel] & 0xFF) * right * (1 - lower);
      }
      if (hasBottom && hasLeft) {
        sum += (from[below + channel] & 0xFF) * (1 - right) * lower;
      }
      if (hasBottom && hasRight) {
        sum += (from[below + 3 + channel] & 0xFF) * right * lower;
      }
      to[next + channel] = (byte) (sum + 0.5f);
    }
  }

  private static Picture averaged(Picture fine, int side) {
    int width = fine.width() / side;
    int height = fine.height() / side;
    byte[] from = fine.bgr();
    byte[] to = new byte[3 * width * height];
    int pixels = side * side;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int sum = pixels / 2;
          for (int row = 0; row < side; row++) {
            int at = 3 * ((y * side + row) * fine.width() + x * side) + channel;
            for (int column = 0; column < side; column++) {
              sum += from[at + 3 * column] & 0xFF;
            }
          }
          to[3 * (y * width + x) + channel] = (byte) (sum / pixels);
        }
      }
    }
    return new Picture(width, height, to);
  }
}

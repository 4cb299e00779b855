package io.verilock.vkyc.models.image;

/**
 * Turns, scales and shifts points, without mirroring: {@code x' = a x - b y + shiftX}, {@code y' =
 * b x + a y + shiftY}.
 */
public record Similarity(double a, double b, double shiftX, double shiftY) {
  /**
   * The similarity that brings points closest to others, by least squares.
   *
   * @param from x and y of each point, in turn; not all points alike
   * @param to as many points
   */
  public static Similarity fitted(float[] from, float[] to) {
    int points = from.length / 2;
    double fromX = 0;
    double fromY = 0;
    double toX = 0;
    double toY = 0;
    for (int i = 0; i < points; i++) {
      fromX += from[2 * i] / (double) points;
      fromY += from[2 * i + 1] / (double) points;
      toX += to[2 * i] / (double) points;
      toY += to[2 * i + 1] / (double) points;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < points; i++) {
      double x = from[2 * i] - fromX;
      double y = from[2 * i + 1] - fromY;
      double u = to[2 * i] - toX;
      double v = to[2 * i + 1] - toY;
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    double a = along / spread;
    double b = across / spread;
    return new Similarity(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
  }

  /** By how much lengths grow. */
  public double scale() {
    return Math.hypot(a, b);
  }

  /** The similarity that undoes this one. */
  public Similarity inverse() {
    double square = a * a + b * b;
    double u = a / square;
    double v = -b / square;
    return new Similarity(u, v, -u * shiftX + v * shiftY, -v * shiftX - u * shiftY);
  }

  /** This similarity, then lengths multiplied about the origin. */
  public Similarity scaled(double factor) {
    return new Similarity(factor * a, factor * b, factor * shiftX, factor * shiftY);
  }
}

package io.verilock.vkyc.evaluation.samples;

/**
 * Turns the head on a photo: the picture is warped as if the face were as deep as its mesh says.
 * Holds up to some 30 degrees; what the photo does not show of the head's side is drawn out.
 */
final class HeadWarp {
  private static final int CELLS = 48;

  /** Outer corners of the eyes, and the sides of the face, in MediaPipe's mesh. */
  private static final int SIDE_LEFT = 234;

  private static final int SIDE_RIGHT = 454;

  /** Widths of the face by which the neck's axis lies behind its sides. */
  private static final double AXIS = 0.12;

  /** Steps that find what is seen at a place; more change nothing that shows. */
  private static final int STEPS = 8;

  private final double middleX;
  private final double middleY;
  private final double width;
  private final double left;
  private final double top;
  private final double cell;
  private final float[] depth = new float[CELLS * CELLS];
  private final float[] share = new float[CELLS * CELLS];

  /**
   * A head.
   *
   * @param mesh of the face on the photo: x, y and depth of 468 points, in pixels
   */
  HeadWarp(float[] mesh) {
    middleX = (mesh[3 * SIDE_LEFT] + mesh[3 * SIDE_RIGHT]) / 2.0;
    middleY = (mesh[3 * SIDE_LEFT + 1] + mesh[3 * SIDE_RIGHT + 1]) / 2.0;
    width = Math.abs(mesh[3 * SIDE_RIGHT] - mesh[3 * SIDE_LEFT]);
    double sides = (mesh[3 * SIDE_LEFT + 2] + mesh[3 * SIDE_RIGHT + 2]) / 2.0;
    cell = 3 * width / CELLS;
    left = middleX - 1.5 * width;
    top = middleY - 1.5 * width;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int at = row * CELLS + column;
        double x = left + (column + 0.5) * cell;
        double y = top + (row + 0.5) * cell;
        depth[at] = (float) (AXIS * width + sides - depthAt(mesh, x, y));
        double across = (x - middleX) / width;
        double down = (y - middleY) / width;
        double away = Math.sqrt(across * across + down * down * 0.7);
        share[at] = (float) Math.max(0, Math.min(1, (1.35 - away) / 0.7));
      }
    }
  }

  /** Mean depth of the mesh's points, those near the place counting most. */
  private double depthAt(float[] mesh, double x, double y) {
    double spread = 0.05 * width;
    double sum = 0;
    double weights = 1e-12;
    double nearest = Double.MAX_VALUE;
    double nearestDepth = 0;
    for (int i = 0; i + 2 < mesh.length; i += 3) {
      double dx = (mesh[i] - x) / spread;
      double dy = (mesh[i + 1] - y) / spread;
      double away = dx * dx + dy * dy;
      double weight = Math.exp(-away / 2);
      sum += weight * mesh[i + 2];
      weights += weight;
      if (away < nearest) {
        nearest = away;
        nearestDepth = mesh[i + 2];
      }
    }
    return weights < 1e-6 ? nearestDepth : sum / weights;
  }

  /**
   * Which place of the photo is seen at a place, when the head is turned.
   *
   * @param place x and y; replaced by what is seen there
   * @param yaw radians, positive towards the right of the picture
   * @param pitch radians, positive upwards
   */
  void seenAt(double[] place, double yaw, double pitch) {
    double x = place[0];
    double y = place[1];
    double fromX = x;
    double fromY = y;
    double sineX = Math.sin(yaw);
    double sineY = Math.sin(pitch);
    double shorterX = Math.cos(yaw) - 1;
    double shorterY = Math.cos(pitch) - 1;
    for (int step = 0; step < STEPS; step++) {
      double column = clamped((fromX - left) / cell - 0.5, CELLS - 1.001);
      double row = clamped((fromY - top) / cell - 0.5, CELLS - 1.001);
      double part = at(share, column, row);
      if (part == 0) {
        // Beside the head nothing moves.
        break;
      }
      double deep = at(depth, column, row);
      fromX = x - part * ((fromX - middleX) * shorterX + deep * sineX);
      fromY = y - part * ((fromY - middleY) * shorterY - deep * sineY);
    }
    place[0] = fromX;
    place[1] = fromY;
  }

  /** Bilinear. */
  private static double at(float[] grid, double column, double row) {
    int c = (int) column;
    int r = (int) row;
    double fx = column - c;
    double fy = row - r;
    int at = r * CELLS + c;
    double upper = grid[at] * (1 - fx) + grid[at + 1] * fx;
    double lower = grid[at + CELLS] * (1 - fx) + grid[at + CELLS + 1] * fx;
    return upper * (1 - fy) + lower * fy;
  }

  /** The value, or the nearest to it from 0 to {@code most}. */
  static double clamped(double value, double most) {
    return value < 0 ? 0 : value > most ? most : value;
  }
}

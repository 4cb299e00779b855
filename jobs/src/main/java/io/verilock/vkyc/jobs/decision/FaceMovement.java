package io.verilock.vkyc.jobs.decision;

/**
 * How the points of a face moved from one view to another, in distances between the eyes of the
 * first view.
 *
 * @param distance by which the middle of the points moved
 * @param shape what turning, scaling and shifting the first view leaves over, root mean square
 * @param rest what the best homography leaves over, root mean square
 */
record FaceMovement(double distance, double shape, double rest) {
  /** Unknowns of a homography whose last number is 1. */
  private static final int UNKNOWNS = 8;

  /**
   * Compares two views.
   *
   * @param from x and y of each point, in turn; the first two points are the eyes' outer corners
   * @param to as many points
   */
  static FaceMovement between(float[] from, float[] to) {
    int points = from.length / 2;
    double eyes = Math.hypot(from[2] - from[0], from[3] - from[1]);
    double[] a = centred(from, eyes);
    double[] b = centred(to, eyes);
    double distance = Math.hypot(mean(to, 0) - mean(from, 0), mean(to, 1) - mean(from, 1)) / eyes;
    return new FaceMovement(distance, afterSimilarity(a, b, points), afterHomography(a, b, points));
  }

  private static double afterSimilarity(double[] a, double[] b, int points) {
    double spread = 0;
    double along = 0;
    double across = 0;
    for (int i = 0; i < points; i++) {
      double x = a[2 * i];
      double y = a[2 * i + 1];
      spread += x * x + y * y;
      along += x * b[2 * i] + y * b[2 * i + 1];
      across += x * b[2 * i + 1] - y * b[2 * i];
    }
    double cosine = along / spread;
    double sine = across / spread;
    double squares = 0;
    for (int i = 0; i < points; i++) {
      double dx = b[2 * i] - (cosine * a[2 * i] - sine * a[2 * i + 1]);
      double dy = b[2 * i + 1] - (sine * a[2 * i] + cosine * a[2 * i + 1]);
      squares += dx * dx + dy * dy;
    }
    return Math.sqrt(squares / points);
  }

  /** The homography of least algebraic error, by its normal equations. */
  private static double afterHomography(double[] a, double[] b, int points) {
    double[][] matrix = new double[UNKNOWNS][UNKNOWNS];
    double[] right = new double[UNKNOWNS];
    for (int i = 0; i < points; i++) {
      double x = a[2 * i];
      double y = a[2 * i + 1];
      double u = b[2 * i];
      double v = b[2 * i + 1];
      add(matrix, right, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y}, u);
      add(matrix, right, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y}, v);
    }
    double[] h = solved(matrix, right);
    double squares = 0;
    for (int i = 0; i < points; i++) {
      double x = a[2 * i];
      double y = a[2 * i + 1];
      double w = h[6] * x + h[7] * y + 1;
      double dx = b[2 * i] - (h[0] * x + h[1] * y + h[2]) / w;
      double dy = b[2 * i + 1] - (h[3] * x + h[4] * y + h[5]) / w;
      squares += dx * dx + dy * dy;
    }
    return Math.sqrt(squares / points);
  }

  private static void add(double[][] matrix, double[] right, double[] row, double value) {
    for (int i = 0; i < UNKNOWNS; i++) {
      right[i] += row[i] * value;
      for (int j = 0; j < UNKNOWNS; j++) {
        matrix[i][j] += row[i] * row[j];
      }
    }
  }

  /** Gaussian elimination with the largest pivot of each column. */
  private static double[] solved(double[][] matrix, double[] right) {
    for (int column = 0; column < UNKNOWNS; column++) {
      int pivot = column;
      for (int row = column + 1; row < UNKNOWNS; row++) {
        if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
          pivot = row;
        }
      }
      double[] swappedRow = matrix[column];
      matrix[column] = matrix[pivot];
      matrix[pivot] = swappedRow;
      double swapped = right[column];
      right[column] = right[pivot];
      right[pivot] = swapped;
      for (int row = column + 1; row < UNKNOWNS; row++) {
        double factor = matrix[row][column] / matrix[column][column];
        for (int i = column; i < UNKNOWNS; i++) {
          matrix[row][i] -= factor * matrix[column][i];
        }
        right[row] -= factor * right[column];
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int row = UNKNOWNS - 1; row >= 0; row--) {
      double rest = right[row];
      for (int i = row + 1; i < UNKNOWNS; i++) {
        rest -= matrix[row][i] * solution[i];
      }
      solution[row] = rest / matrix[row][row];
    }
    return solution;
  }

  private static double[] centred(float[] points, double unit) {
    double middleX = mean(points, 0);
    double middleY = mean(points, 1);
    double[] centred = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      centred[i] = (points[i] - middleX) / unit;
      centred[i + 1] = (points[i + 1] - middleY) / unit;
    }
    return centred;
  }

  private static double mean(float[] points, int first) {
    double sum = 0;
    for (int i = first; i < points.length; i += 2) {
      sum += points[i];
    }
    return 2 * sum / points.length;
  }
}

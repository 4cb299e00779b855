package io.verilock.vkyc.importer.measure;

import io.verilock.vkyc.models.LogisticRegression;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a logistic regression by Newton's method, with a penalty on the squares of the weights. Each
 * example has its own weight.
 */
final class LogisticFit {
  private static final int STEPS = 40;
  private static final double PENALTY = 10;

  private LogisticFit() {}

  /** An example: its inputs, whether it is bona fide, and how much it weighs. */
  @SuppressWarnings("ArrayRecordComponent") // local to the fit, never compared
  record Example(double[] inputs, boolean bonaFide, double weight) {}

  static LogisticRegression fitted(List<Example> examples) {
    int size = examples.get(0).inputs().length;
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int at = i;
      double mean = examples.stream().mapToDouble(e -> e.inputs()[at]).average().orElseThrow();
      double variance =
          examples.stream()
              .mapToDouble(e -> Math.pow(e.inputs()[at] - mean, 2))
              .average()
              .orElseThrow();
      means.add(rounded(mean));
      deviations.add(rounded(Math.sqrt(variance)));
    }
    double[] weights = new double[size + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size + 1];
      double[][] curvature = new double[size + 1][size + 1];
      for (int i = 0; i < size; i++) {
        gradient[i] = PENALTY * weights[i];
        curvature[i][i] = PENALTY;
      }
      curvature[size][size] = 1e-6;
      for (Example example : examples) {
        double[] inputs = new double[size + 1];
        double logit = weights[size];
        inputs[size] = 1;
        for (int i = 0; i < size; i++) {
          double distance = (example.inputs()[i] - means.get(i)) / deviations.get(i);
          inputs[i] =
              Math.max(
                  -LogisticRegression.FARTHEST, Math.min(LogisticRegression.FARTHEST, distance));
          logit += weights[i] * inputs[i];
        }
        double probability = LogisticRegression.probability(logit);
        double error = probability - (example.bonaFide() ? 1 : 0);
        for (int i = 0; i <= size; i++) {
          gradient[i] += example.weight() * error * inputs[i];
          for (int j = 0; j <= size; j++) {
            curvature[i][j] +=
                example.weight() * probability * (1 - probability) * inputs[i] * inputs[j];
          }
        }
      }
      double[] change = solved(curvature, gradient);
      for (int i = 0; i <= size; i++) {
        weights[i] -= change[i];
      }
    }
    List<Double> perInput = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      perInput.add(rounded(weights[i]));
    }
    return new LogisticRegression(means, deviations, perInput, rounded(weights[size]));
  }

  /** Gaussian elimination; the matrix is positive definite, so that no pivot is zero. */
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        right[row] -= factor * right[pivot];
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = right[row];
      for (int column = row + 1; column < size; column++) {
        rest -= matrix[row][column] * solution[column];
      }
      solution[row] = rest / matrix[row][row];
    }
    return solution;
  }

  /** Five digits: what a manifest can hold and people can read. */
  private static double rounded(double value) {
    return Double.parseDouble("%.5g".formatted(value));
  }
}

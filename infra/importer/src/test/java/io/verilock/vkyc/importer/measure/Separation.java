package io.verilock.vkyc.importer.measure;

import java.util.Arrays;

/** How well scores tell genuine from impostor, where genuine should be higher. */
final class Separation {
  private final double[] genuine;
  private final double[] impostor;

  Separation(double[] genuine, double[] impostor) {
    this.genuine = Arrays.stream(genuine).sorted().toArray();
    this.impostor = Arrays.stream(impostor).sorted().toArray();
  }

  int genuineCount() {
    return genuine.length;
  }

  int impostorCount() {
    return impostor.length;
  }

  /** Share of impostors at or above a threshold. */
  double falseMatchRate(double threshold) {
    return 1 - (double) below(impostor, threshold) / impostor.length;
  }

  /** Share of genuine scores below a threshold. */
  double falseNonMatchRate(double threshold) {
    return (double) below(genuine, threshold) / genuine.length;
  }

  /** The lowest threshold that lets no more than this share of impostors through. */
  double thresholdAtFalseMatchRate(double rate) {
    int allowed = (int) (rate * impostor.length);
    return Math.nextUp(impostor[impostor.length - 1 - allowed]);
  }

  /** The genuine score that this share of genuine scores does not reach. */
  double genuineQuantile(double share) {
    return genuine[(int) Math.min(share * genuine.length, genuine.length - 1)];
  }

  /** Where as large a share of impostors passes as of genuine scores fails. */
  double equalErrorThreshold() {
    double best = genuine[0];
    for (double threshold : genuine) {
      if (difference(threshold) < difference(best)) {
        best = threshold;
      }
    }
    return best;
  }

  double equalErrorRate() {
    double threshold = equalErrorThreshold();
    return (falseMatchRate(threshold) + falseNonMatchRate(threshold)) / 2;
  }

  private double difference(double threshold) {
    return Math.abs(falseMatchRate(threshold) - falseNonMatchRate(threshold));
  }

  /** Chance that a genuine score is above an impostor's. */
  double areaUnderCurve() {
    double wins = 0;
    for (double score : genuine) {
      int lower = below(impostor, score);
      int notHigher = below(impostor, Math.nextUp(score));
      wins += lower + (notHigher - lower) / 2.0;
    }
    return wins / genuine.length / impostor.length;
  }

  /** The largest share of right decisions at any threshold. */
  double bestAccuracy() {
    double best = 0;
    for (double threshold : genuine) {
      double right =
          genuine.length * (1 - falseNonMatchRate(threshold))
              + impostor.length * (1 - falseMatchRate(threshold));
      best = Math.max(best, right / (genuine.length + impostor.length));
    }
    return best;
  }

  private static int below(double[] sorted, double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

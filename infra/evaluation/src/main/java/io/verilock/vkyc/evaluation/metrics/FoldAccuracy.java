package io.verilock.vkyc.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/**
 * The protocol of LFW's view 2 (Huang et al., 2007): the threshold is chosen on the other folds,
 * and the share of right decisions counted on the fold held out.
 *
 * @param folds in the order of their numbers
 * @param meanAccuracy over the folds
 * @param standardError of the mean
 */
public record FoldAccuracy(List<Fold> folds, double meanAccuracy, double standardError) {
  /**
   * One fold held out.
   *
   * @param threshold chosen on the others
   * @param accuracy share of right decisions on this one
   */
  public record Fold(int fold, int pairs, double threshold, double accuracy) {}

  /** Copies what it is given. */
  public FoldAccuracy {
    folds = List.copyOf(folds);
  }

  /** The accuracy over the folds; null for fewer than two, of which none can be held out. */
  public static FoldAccuracy of(SortedMap<Integer, Separation> byFold) {
    if (byFold.size() < 2) {
      return null;
    }
    List<Fold> folds = new ArrayList<>();
    for (Map.Entry<Integer, Separation> heldOut : byFold.entrySet()) {
      List<Separation> others = new ArrayList<>();
      byFold.forEach(
          (fold, scores) -> {
            if (!fold.equals(heldOut.getKey())) {
              others.add(scores);
            }
          });
      double threshold = mostAccurateThreshold(pooled(others));
      Separation scores = heldOut.getValue();
      folds.add(
          new Fold(
              heldOut.getKey(),
              scores.genuine().length + scores.impostor().length,
              threshold,
              accuracy(scores, threshold)));
    }
    double mean = folds.stream().mapToDouble(Fold::accuracy).average().orElseThrow();
    double squares = folds.stream().mapToDouble(fold -> Math.pow(fold.accuracy() - mean, 2)).sum();
    double standardError = Math.sqrt(squares / (folds.size() - 1) / folds.size());
    return new FoldAccuracy(folds, mean, standardError);
  }

  /** Midway between the scores where most decisions are right; of equals, the strictest. */
  static double mostAccurateThreshold(Separation scores) {
    double[] ascending =
        DoubleStream.concat(DoubleStream.of(scores.genuine()), DoubleStream.of(scores.impostor()))
            .filter(Double::isFinite)
            .distinct()
            .sorted()
            .toArray();
    if (ascending.length == 0) {
      return 0;
    }
    double best = Math.nextUp(ascending[ascending.length - 1]);
    for (int i = ascending.length - 1; i >= 0; i--) {
      double threshold = i == 0 ? ascending[0] : (ascending[i - 1] + ascending[i]) / 2;
      if (accuracy(scores, threshold) > accuracy(scores, best)) {
        best = threshold;
      }
    }
    return best;
  }

  private static double accuracy(Separation scores, double threshold) {
    int genuine = scores.genuine().length;
    int impostor = scores.impostor().length;
    double wrong =
        (genuine == 0 ? 0 : genuine * scores.falseRejects(threshold))
            + (impostor == 0 ? 0 : impostor * scores.falseAccepts(threshold));
    return 1 - wrong / (genuine + impostor);
  }

  private static Separation pooled(List<Separation> parts) {
    return new Separation(
        parts.stream().flatMapToDouble(part -> DoubleStream.of(part.genuine())).toArray(),
        parts.stream().flatMapToDouble(part -> DoubleStream.of(part.impostor())).toArray());
  }
}

package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.metrics.Separation;
import java.util.Collection;
import java.util.function.Function;

/**
 * Two pictures compared.
 *
 * @param cosine of the templates; null where one of the pictures has no face
 * @param score 0-100; null where there is no cosine
 */
record ScoredPair(String a, String b, boolean same, Double cosine, Double score) {
  /** The cosines of pairs of one person and of pairs of two. */
  static Separation cosines(Collection<ScoredPair> pairs) {
    return separation(pairs, ScoredPair::cosine);
  }

  /** The calibrated scores of pairs of one person and of pairs of two. */
  static Separation scores(Collection<ScoredPair> pairs) {
    return separation(pairs, ScoredPair::score);
  }

  private static Separation separation(
      Collection<ScoredPair> pairs, Function<ScoredPair, Double> score) {
    return new Separation(values(pairs, true, score), values(pairs, false, score));
  }

  private static double[] values(
      Collection<ScoredPair> pairs, boolean same, Function<ScoredPair, Double> score) {
    return pairs.stream()
        .filter(pair -> pair.same() == same)
        .mapToDouble(pair -> score.apply(pair) == null ? Rates.NO_SCORE : score.apply(pair))
        .toArray();
  }
}

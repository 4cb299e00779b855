package io.verilock.vkyc.jobs.distribution;

import io.verilock.vkyc.schemas.ScoreHistogram;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far a distribution of scores has moved from a reference.
 *
 * <p>Two measures, each with the bound that chance alone passes in {@code falseAlertRate} of all
 * comparisons of two samples of one distribution: the population stability index over the deciles
 * of the reference, which under no shift is chi-squared with as many degrees of freedom as it has
 * bins but one, times the sum of both samples' reciprocal sizes (Yurdakul and Naranjo, 2020); and
 * the two-sample Kolmogorov-Smirnov distance with its asymptotic bound (Smirnov, 1939), which on
 * bins is on the safe side.
 *
 * @param populationStabilityIndex 0 where both are alike; by convention .1 asks to watch, .25 to
 *     act
 * @param populationStabilityBound what chance passes at the rate asked for
 * @param kolmogorovSmirnov largest distance of the cumulative distributions, 0 to 1
 * @param kolmogorovSmirnovBound what chance passes at the rate asked for
 */
public record Drift(
    double populationStabilityIndex,
    double populationStabilityBound,
    double kolmogorovSmirnov,
    double kolmogorovSmirnovBound) {
  private static final int DECILES = 10;

  /** A share below which the index would be of rare bins alone. */
  private static final double LEAST_SHARE = 1e-4;

  /** From here on, by convention, the population has changed. */
  private static final double ACT = 0.25;

  /** By convention, a change to be watched. */
  private static final double WATCH = 0.1;

  /** How much it matters. */
  public enum Level {
    /** Nothing that chance would not do. */
    STABLE,
    /** More than chance, less than the convention asks to act on. */
    WATCH,
    /** A changed population. */
    ACT
  }

  /**
   * Compares two histograms.
   *
   * @param falseAlertRate of each measure where nothing has moved, 0 to 1
   * @throws IllegalArgumentException if one of them holds no score
   */
  public static Drift between(
      ScoreHistogram reference, ScoreHistogram current, double falseAlertRate) {
    long references = reference.total();
    long currents = current.total();
    if (references == 0 || currents == 0) {
      throw new IllegalArgumentException("a distribution without scores cannot be compared");
    }
    double reciprocals = 1.0 / references + 1.0 / currents;
    int[] edges = decileEdges(reference);
    double bound =
        ChiSquaredDistribution.of(edges.length - 1.0).inverseSurvivalProbability(falseAlertRate)
            * reciprocals;
    return new Drift(
        populationStability(reference, current, edges),
        bound,
        distance(reference, current),
        Math.sqrt(-Math.log(falseAlertRate / 2) / 2 * reciprocals));
  }

  /** How much the drift matters: only what both measures call more than chance counts. */
  public Level level() {
    if (populationStabilityIndex <= populationStabilityBound
        || kolmogorovSmirnov <= kolmogorovSmirnovBound
        || populationStabilityIndex < WATCH) {
      return Level.STABLE;
    }
    return populationStabilityIndex < ACT ? Level.WATCH : Level.ACT;
  }

  /**
   * Ends of the bins that hold about a tenth of the reference each: every bin ends with a point,
   * the last at 100. Fewer than ten where a point holds more than a tenth; tenths of the scale
   * where one point holds nearly all.
   */
  private static int[] decileEdges(ScoreHistogram reference) {
    long[] counts = reference.counts();
    double tenth = reference.total() / (double) DECILES;
    List<Integer> edges = new ArrayList<>();
    long inBin = 0;
    long left = reference.total();
    for (int i = 0; i < ScoreHistogram.BINS; i++) {
      inBin += counts[i];
      left -= counts[i];
      if (inBin >= tenth && left >= tenth / 2) {
        edges.add(i + 1);
        inBin = 0;
      }
    }
    if (edges.isEmpty()) {
      for (int end = DECILES; end < ScoreHistogram.BINS; end += DECILES) {
        edges.add(end);
      }
    }
    edges.add(ScoreHistogram.BINS);
    return edges.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double populationStability(
      ScoreHistogram reference, ScoreHistogram current, int[] edges) {
    double index = 0;
    int start = 0;
    for (int end : edges) {
      double expected = share(reference, start, end);
      double actual = share(current, start, end);
      index += (actual - expected) * Math.log(actual / expected);
      start = end;
    }
    return index;
  }

  private static double share(ScoreHistogram histogram, int start, int end) {
    long[] counts = histogram.counts();
    long inside = 0;
    for (int i = start; i < end; i++) {
      inside += counts[i];
    }
    return Math.max(inside / (double) histogram.total(), LEAST_SHARE);
  }

  private static double distance(ScoreHistogram reference, ScoreHistogram current) {
    long[] references = reference.counts();
    long[] currents = current.counts();
    double furthest = 0;
    double below = 0;
    for (int i = 0; i < ScoreHistogram.BINS; i++) {
      below += currents[i] / (double) current.total() - references[i] / (double) reference.total();
      furthest = Math.max(furthest, Math.abs(below));
    }
    return furthest;
  }
}

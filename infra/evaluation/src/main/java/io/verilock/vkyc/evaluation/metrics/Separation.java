package io.verilock.vkyc.evaluation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well scores tell those to accept (genuine pairs, bona fide presentations) from those to
 * reject (impostor pairs, attacks). A score is accepted from a threshold on. What gave no score is
 * never accepted: it counts as negative infinity.
 */
public final class Separation {
  private final double[] genuine;
  private final double[] impostor;

  /** Copies the scores; their order does not matter. */
  public Separation(double[] genuine, double[] impostor) {
    this.genuine = sorted(genuine);
    this.impostor = sorted(impostor);
  }

  /**
   * A threshold and what it does.
   *
   * @param falseAccepts share of impostors accepted
   * @param falseRejects share of genuine ones rejected
   */
  public record Point(double threshold, double falseAccepts, double falseRejects) {}

  /** Scores to accept, ascending. */
  public double[] genuine() {
    return genuine.clone();
  }

  /** Scores to reject, ascending. */
  public double[] impostor() {
    return impostor.clone();
  }

  /** Whether there are both kinds of scores; without, no trade-off can be had. */
  public boolean isComplete() {
    return genuine.length > 0 && impostor.length > 0;
  }

  /**
   * Chance that a genuine score is above an impostor's, ties counting half (Mann-Whitney); null
   * where there is only one kind.
   */
  public Double areaUnderCurve() {
    if (!isComplete()) {
      return null;
    }
    double wins = 0;
    for (double score : genuine) {
      int lower = below(impostor, score);
      int notHigher = notAbove(impostor, score);
      wins += lower + (notHigher - lower) / 2.0;
    }
    return wins / genuine.length / impostor.length;
  }

  /** Share of impostors at or above a threshold; null without impostors. */
  public Double falseAccepts(double threshold) {
    return impostor.length == 0
        ? null
        : (double) (impostor.length - below(impostor, threshold)) / impostor.length;
  }

  /** Share of genuine scores below a threshold; null without genuine scores. */
  public Double falseRejects(double threshold) {
    return genuine.length == 0 ? null : (double) below(genuine, threshold) / genuine.length;
  }

  /**
   * The lowest threshold, among all there could be, that accepts no more than this share of
   * impostors, as the score it must be above; null where there is only one kind.
   */
  private Double mustBeAbove(double share) {
    if (!isComplete()) {
      return null;
    }
    // A hundredth of 700 is a little more than 7 in floating point, a tenth of 30 could be less.
    int allowed = (int) Math.floor(share * impostor.length + 1e-9);
    return allowed >= impostor.length ? null : impostor[impostor.length - 1 - allowed];
  }

  /**
   * Share of genuine scores accepted at the lowest threshold that accepts no more than this share
   * of impostors; null where there is only one kind.
   *
   * @param falseAccepts 0 to below 1
   */
  public Double acceptedAt(double falseAccepts) {
    Double above = mustBeAbove(falseAccepts);
    return above == null
        ? null
        : (double) (genuine.length - notAbove(genuine, above)) / genuine.length;
  }

  /** Every threshold that makes a difference, from one that accepts nothing down. */
  public List<Point> curve() {
    if (!isComplete()) {
      return List.of();
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 1));
    int genuineLeft = genuine.length;
    int impostorLeft = impostor.length;
    while (genuineLeft > 0 || impostorLeft > 0) {
      double threshold =
          Math.max(
              genuineLeft > 0 ? genuine[genuineLeft - 1] : Double.NEGATIVE_INFINITY,
              impostorLeft > 0 ? impostor[impostorLeft - 1] : Double.NEGATIVE_INFINITY);
      genuineLeft = below(genuine, threshold);
      impostorLeft = below(impostor, threshold);
      points.add(
          new Point(
              threshold,
              (double) (impostor.length - impostorLeft) / impostor.length,
              (double) genuineLeft / genuine.length));
    }
    return points;
  }

  /**
   * Where as large a share of impostors is accepted as of genuine ones rejected, on straight lines
   * between the curve's points; null where there is only one kind. Its threshold is infinite where
   * the line ends at what has no score.
   */
  public Point equalError() {
    List<Point> curve = curve();
    for (int i = 1; i < curve.size(); i++) {
      Point before = curve.get(i - 1);
      Point after = curve.get(i);
      if (after.falseAccepts() >= after.falseRejects()) {
        double gapBefore = before.falseRejects() - before.falseAccepts();
        double gapAfter = after.falseAccepts() - after.falseRejects();
        double part = gapBefore / (gapBefore + gapAfter);
        double rate = before.falseAccepts() + part * (after.falseAccepts() - before.falseAccepts());
        double threshold =
            Double.isInfinite(before.threshold()) || part == 1
                ? after.threshold()
                : before.threshold() + part * (after.threshold() - before.threshold());
        return new Point(threshold, rate, rate);
      }
    }
    return null;
  }

  private static double[] sorted(double[] scores) {
    double[] copy = scores.clone();
    for (double score : copy) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score is not a number");
      }
    }
    Arrays.sort(copy);
    return copy;
  }

  /** How many are below a score. */
  private static int below(double[] ascending, double score) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many are at or below a score. */
  private static int notAbove(double[] ascending, double score) {
    return below(ascending, Math.nextUp(score));
  }
}

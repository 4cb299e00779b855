package io.verilock.vkyc.models;

import java.util.List;

/**
 * Turns a raw score into 0-100 by straight lines between knots: monotone, bounded, and readable in
 * the pack's manifest. 50 is the operating threshold.
 */
public record Calibration(List<Knot> knots) {
  /** A raw score and what it becomes. */
  public record Knot(double raw, double score) {}

  /** Refuses fewer than two knots and knots that do not rise. */
  public Calibration {
    knots = List.copyOf(knots);
    if (knots.size() < 2) {
      throw new IllegalArgumentException("a calibration needs two knots or more: " + knots);
    }
    for (int i = 1; i < knots.size(); i++) {
      if (knots.get(i).raw() <= knots.get(i - 1).raw()
          || knots.get(i).score() < knots.get(i - 1).score()) {
        throw new IllegalArgumentException("a calibration's knots must rise: " + knots);
      }
    }
  }

  /** The calibrated score, between the first knot's and the last knot's. */
  public double score(double raw) {
    Knot low = knots.get(0);
    if (raw <= low.raw()) {
      return low.score();
    }
    for (Knot high : knots.subList(1, knots.size())) {
      if (raw <= high.raw()) {
        double part = (raw - low.raw()) / (high.raw() - low.raw());
        return low.score() + part * (high.score() - low.score());
      }
      low = high;
    }
    return low.score();
  }
}

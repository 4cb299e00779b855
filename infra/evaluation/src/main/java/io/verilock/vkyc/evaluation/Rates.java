package io.verilock.vkyc.evaluation;

/** What all error rates share. */
final class Rates {
  /** The calibrated score from which a check speaks for the person. */
  static final double OPERATING_THRESHOLD = 50;

  /** Stands for a score where there is none: below every threshold. */
  static final double NO_SCORE = Double.NEGATIVE_INFINITY;

  private Rates() {}

  /** The number, or null where it is infinite. */
  static Double finite(double number) {
    return Double.isInfinite(number) ? null : number;
  }
}

package io.verilock.vkyc.evaluation.simulate;

import java.util.Locale;

/**
 * A part of a whole.
 *
 * @param count of the part
 * @param percent of the whole
 * @param low end of the 95 % Wilson interval, percent
 * @param high end of the 95 % Wilson interval, percent
 */
public record Share(long count, double percent, double low, double high) {
  /** The standard normal deviate that 2.5 % exceed. */
  private static final double Z = 1.959963984540054;

  /** {@code count} of {@code n}, which is not 0. */
  static Share of(long count, long n) {
    double share = (double) count / n;
    double scale = 1 + Z * Z / n;
    double middle = (share + Z * Z / (2.0 * n)) / scale;
    double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n)) / scale;
    return new Share(
        count,
        percent(share),
        count == 0 ? 0 : percent(middle - half),
        count == n ? 100 : percent(middle + half));
  }

  /** In percent with two decimals. */
  static double percent(double share) {
    return Math.round(share * 1e4) / 1e2;
  }

  /** The count, the percentage, and its interval. */
  String text() {
    return String.format(Locale.ROOT, "%d  %.1f (%.1f-%.1f)", count, percent, low, high);
  }
}

package io.verilock.vkyc.evaluation.metrics;

/**
 * The scale of a DET plot's axes: the normal distribution's quantile of a rate. On it, the curve of
 * normally distributed scores is a straight line.
 */
public final class NormalDeviate {
  private static final double HALF_WIDTH = 8;

  private NormalDeviate() {}

  /** The deviate below which this share of a standard normal distribution lies, -8 to 8. */
  public static double of(double rate) {
    double low = -HALF_WIDTH;
    double high = HALF_WIDTH;
    while (high - low > 1e-10) {
      double middle = (low + high) / 2;
      if (rate(middle) < rate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The share of a standard normal distribution below a deviate. */
  public static double rate(double deviate) {
    if (Math.abs(deviate) >= HALF_WIDTH) {
      return deviate < 0 ? 0 : 1;
    }
    // Marsaglia (2004): the density times a series of the deviate.
    double density = Math.exp(-deviate * deviate / 2) / Math.sqrt(2 * Math.PI);
    double sum = deviate;
    double term = deviate;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= deviate * deviate / i;
      sum += term;
    }
    return 0.5 + sum * density;
  }
}

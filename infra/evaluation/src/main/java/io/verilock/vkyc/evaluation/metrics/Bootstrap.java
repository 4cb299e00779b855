package io.verilock.vkyc.evaluation.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * 95 % intervals by resampling: what else the figure might have been, had other pairs of the same
 * kind been drawn. Genuine and impostor scores are resampled apart. Seeded: the same scores give
 * the same interval.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final long SEED = 20_240_601;

  private Bootstrap() {}

  /** Between these the middle 95 % of the resampled figures lie. */
  public record Interval(double low, double high) {}

  /** The interval of a figure; null where the figure cannot be had. */
  public static Interval interval(Separation scores, Function<Separation, Double> figure) {
    if (figure.apply(scores) == null) {
      return null;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] genuine = scores.genuine();
    double[] impostor = scores.impostor();
    double[] figures = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      figures[i] =
          figure.apply(new Separation(resampled(genuine, random), resampled(impostor, random)));
    }
    Arrays.sort(figures);
    int tail = RESAMPLES / 40;
    return new Interval(figures[tail - 1], figures[RESAMPLES - tail]);
  }

  private static double[] resampled(double[] scores, SplittableRandom random) {
    double[] drawn = new double[scores.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = scores[random.nextInt(scores.length)];
    }
    return drawn;
  }
}

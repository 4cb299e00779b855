package io.verilock.vkyc.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.evaluation.metrics.Bootstrap.Interval;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalIsThatOfTheBinomialDistribution() {
    double[] genuine = new double[400];
    for (int i = 0; i < genuine.length; i++) {
      genuine[i] = i % 10 == 0 ? 0 : 1;
    }
    Interval interval =
        Bootstrap.interval(new Separation(genuine, new double[] {0}), BootstrapTest::rejected);

    // 10 % of 400: the standard deviation is 1.5 %, and 95 % lie within 1.96 of it.
    assertThat(interval.low()).isEqualTo(0.1 - 1.96 * 0.015, within(0.005));
    assertThat(interval.high()).isEqualTo(0.1 + 1.96 * 0.015, within(0.005));
  }

  @Test
  void theSameScoresGiveTheSameInterval() {
    Separation scores = new Separation(new double[] {1, 0, 1, 1}, new double[] {0, 0, 1});
    assertThat(Bootstrap.interval(scores, BootstrapTest::rejected))
        .isEqualTo(Bootstrap.interval(scores, BootstrapTest::rejected));
  }

  @Test
  void thereIsNoIntervalOfWhatCannotBeHad() {
    Separation scores = new Separation(new double[] {1}, new double[0]);
    assertThat(Bootstrap.interval(scores, Separation::areaUnderCurve)).isNull();
  }

  private static Double rejected(Separation scores) {
    return scores.falseRejects(0.5);
  }
}

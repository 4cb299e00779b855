package io.verilock.vkyc.jobs.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.verilock.vkyc.jobs.distribution.Drift.Level;
import io.verilock.vkyc.schemas.ScoreHistogram;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double RATE = 0.01;

  private final Random random = new Random(11);

  @Test
  void samplesOfOneDistributionPassEitherBoundNoMoreOftenThanStated() {
    int index = 0;
    int distance = 0;
    int alerts = 0;
    int comparisons = 4_000;
    for (int i = 0; i < comparisons; i++) {
      Drift drift = Drift.between(sample(3_000, 0), sample(400, 0), RATE);
      index += drift.populationStabilityIndex() > drift.populationStabilityBound() ? 1 : 0;
      distance += drift.kolmogorovSmirnov() > drift.kolmogorovSmirnovBound() ? 1 : 0;
      alerts += drift.level() == Level.STABLE ? 0 : 1;
    }

    // Three standard deviations above the rate: 1 % is 40 of 4,000.
    assertThat(index).isLessThan(59);
    assertThat(distance).isLessThan(59);
    assertThat(alerts).isLessThan(59);
  }

  @Test
  void smallSamplesRaiseNoAlertByChance() {
    int alerts = 0;
    for (int i = 0; i < 2_000; i++) {
      Drift drift = Drift.between(sample(300, 0), sample(20, 0), RATE);
      alerts += drift.level() == Level.STABLE ? 0 : 1;
    }

    assertThat(alerts).isLessThan(34);
  }

  @Test
  void aShiftIsSeen() {
    Drift drift = Drift.between(sample(3_000, 0), sample(400, -8), RATE);

    assertThat(drift.level()).isEqualTo(Level.ACT);
    assertThat(drift.populationStabilityIndex()).isGreaterThan(0.25);
    assertThat(drift.kolmogorovSmirnov()).isBetween(0.2, 0.6);
  }

  @Test
  void aTinyShiftOfManyIsNoCauseToAct() {
    Drift drift = Drift.between(sample(200_000, 0), sample(200_000, -0.4), RATE);

    assertThat(drift.kolmogorovSmirnov()).isGreaterThan(drift.kolmogorovSmirnovBound());
    assertThat(drift.level()).isEqualTo(Level.STABLE);
  }

  @Test
  void theIndexIsWhatTheTextbookSays() {
    ScoreHistogram reference = ScoreHistogram.empty();
    ScoreHistogram current = ScoreHistogram.empty();
    // Halves of 50 % and 50 % against 40 % and 60 %.
    for (int i = 0; i < 100; i++) {
      reference.add(i < 50 ? 10.0 : 90.0);
      current.add(i < 40 ? 10.0 : 90.0);
    }

    Drift drift = Drift.between(reference, current, RATE);

    double expected = (0.4 - 0.5) * Math.log(0.4 / 0.5) + (0.6 - 0.5) * Math.log(0.6 / 0.5);
    assertThat(drift.populationStabilityIndex())
        .isEqualTo(expected, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(drift.kolmogorovSmirnov())
        .isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void allScoresInOnePlaceAreComparedByTheirDistance() {
    ScoreHistogram reference = ScoreHistogram.empty();
    ScoreHistogram current = ScoreHistogram.empty();
    for (int i = 0; i < 1_000; i++) {
      reference.add(99.5);
      current.add(1.5);
    }

    Drift drift = Drift.between(reference, current, RATE);

    assertThat(drift.kolmogorovSmirnov()).isEqualTo(1);
    assertThat(drift.level()).isEqualTo(Level.ACT);
  }

  @Test
  void whatHoldsNoScoreCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Drift.between(ScoreHistogram.empty(), sample(10, 0), RATE));
  }

  private ScoreHistogram sample(int size, double shift) {
    ScoreHistogram sample = ScoreHistogram.empty();
    for (int i = 0; i < size; i++) {
      double score = 85 + shift + random.nextGaussian() * 9;
      sample.add(Math.max(0, Math.min(100, score)));
    }
    return sample;
  }
}

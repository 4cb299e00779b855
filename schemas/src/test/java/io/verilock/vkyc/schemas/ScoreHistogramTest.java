package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest {
  private final ScoreHistogram histogram = ScoreHistogram.empty();

  @Test
  void eachScoreIsInItsBin() {
    for (double score : new double[] {0, 0.999, 1, 57.3, 99, 99.999, 100}) {
      histogram.add(score);
    }
    histogram.add((Double) null);

    long[] counts = histogram.counts();
    assertThat(counts[0]).isEqualTo(2);
    assertThat(counts[1]).isEqualTo(1);
    assertThat(counts[57]).isEqualTo(1);
    assertThat(counts[99]).isEqualTo(3);
    assertThat(histogram.total()).isEqualTo(7);
    assertThat(histogram.missing()).isEqualTo(1);
  }

  @Test
  void whatIsTakenAwayLeavesNothing() {
    histogram.add(42.0);
    histogram.add((Double) null);
    histogram.count(42.9, -1);
    histogram.count(null, -1);

    assertThat(histogram.total()).isZero();
    assertThat(histogram.missing()).isZero();
    assertThat(histogram.quantile(0.5)).isNaN();
    assertThat(histogram.shareBelow(50)).isNaN();
  }

  @Test
  void partsAddUpToTheWhole() {
    Random random = new Random(1);
    ScoreHistogram other = ScoreHistogram.empty();
    ScoreHistogram whole = ScoreHistogram.empty();
    for (int i = 0; i < 1_000; i++) {
      double score = random.nextDouble() * 100;
      (i % 3 == 0 ? histogram : other).add(score);
      whole.add(score);
    }

    histogram.add(other);

    assertThat(histogram.counts()).isEqualTo(whole.counts());
    assertThat(ScoreHistogram.of(whole.counts(), 3).missing()).isEqualTo(3);
  }

  @Test
  void quantilesAndSharesAreEachOthersInverse() {
    for (int i = 0; i < 10_000; i++) {
      histogram.add(i / 100.0);
    }

    assertThat(histogram.quantile(0.25)).isCloseTo(25, within(1e-9));
    assertThat(histogram.shareBelow(62.5)).isCloseTo(0.625, within(1e-9));
    assertThat(histogram.shareBelow(-1)).isZero();
    assertThat(histogram.shareBelow(100)).isEqualTo(1);
    assertThat(histogram.quantile(1)).isEqualTo(100);
  }

  @Test
  void whatIsNoScoreIsRefused() {
    for (double score : new double[] {-0.1, 100.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> histogram.add(score));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreHistogram.of(new long[3], 0));
  }
}

package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreSketchTest {
  private static final int SCORES = 10_000_000;
  private static final int PARTS = 64;

  @Test
  void quantilesOfTenMillionMergedScoresAreWithinTheSketchsBound() {
    Random random = new Random(5);
    double[] scores = new double[SCORES];
    ScoreSketch[] parts = new ScoreSketch[PARTS];
    Arrays.setAll(parts, i -> ScoreSketch.empty());
    for (int i = 0; i < SCORES; i++) {
      scores[i] = score(random);
      // Uneven parts, as tenants are.
      parts[(int) (PARTS * Math.pow(random.nextDouble(), 3))].add(scores[i]);
    }
    ScoreSketch merged = ScoreSketch.empty();
    for (ScoreSketch part : parts) {
      merged.add(ScoreSketch.of(part.toBytes()));
    }
    Arrays.sort(scores);

    assertThat(merged.count()).isEqualTo(SCORES);
    for (double share = 0.01; share < 1; share += 0.01) {
      assertThat(rankError(scores, merged.quantile(share), share))
          .as("rank of the quantile %.2f", share)
          .isLessThan(ScoreSketch.rankError());
    }
    assertThat(merged.toBytes()).hasSizeLessThan(8_192);
  }

  @Test
  void anEmptyOneHasNoQuantiles() {
    ScoreSketch empty = ScoreSketch.of(ScoreSketch.empty().toBytes());

    assertThat(empty.count()).isZero();
    assertThat(empty.quantile(0.5)).isNaN();
  }

  @Test
  void whatIsNoSketchIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreSketch.of(new byte[] {1, 2, 3}));
  }

  /** Most people pass with some spread; some fail, and a few fail utterly. */
  private static double score(Random random) {
    double centre = random.nextInt(10) == 0 ? 20 : 90;
    return Math.max(0, Math.min(100, centre + random.nextGaussian() * 8));
  }

  /** How far a share lies from the ranks of a score: many people have the full score. */
  private static double rankError(double[] sorted, double score, double share) {
    double below = lowerBound(sorted, score) / (double) sorted.length;
    double upTo = lowerBound(sorted, Math.nextUp(score)) / (double) sorted.length;
    return Math.max(0, Math.max(below - share, share - upTo));
  }

  /** Scores below one. */
  private static int lowerBound(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

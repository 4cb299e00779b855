package io.verilock.vkyc.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FoldAccuracyTest {
  @Test
  void theThresholdComesFromTheOtherFolds() {
    SortedMap<Integer, Separation> folds = new TreeMap<>();
    // Alone, fold 1 would be without error at 0.25; fold 2 says 0.65.
    folds.put(1, scores(new double[] {0.3, 0.9}, new double[] {0.1, 0.2}));
    folds.put(2, scores(new double[] {0.7, 0.8}, new double[] {0.5, 0.6}));

    FoldAccuracy accuracy = FoldAccuracy.of(folds);

    assertThat(accuracy.folds()).hasSize(2);
    assertThat(accuracy.folds().get(0).threshold()).isEqualTo(0.65, within(1e-12));
    assertThat(accuracy.folds().get(0).accuracy()).isEqualTo(0.75);
    assertThat(accuracy.folds().get(1).threshold()).isEqualTo(0.25, within(1e-12));
    assertThat(accuracy.folds().get(1).accuracy()).isEqualTo(0.5);
    assertThat(accuracy.meanAccuracy()).isEqualTo(0.625);
    // Deviations of 0.125 each: sqrt(2 * 0.125^2 / 1 / 2).
    assertThat(accuracy.standardError()).isEqualTo(0.125, within(1e-12));
  }

  @Test
  void oneFoldCannotBeHeldOut() {
    SortedMap<Integer, Separation> folds = new TreeMap<>();
    assertThat(FoldAccuracy.of(folds)).isNull();
    folds.put(1, scores(new double[] {1}, new double[] {0}));
    assertThat(FoldAccuracy.of(folds)).isNull();
  }

  @Test
  void pairsWithoutAFaceAreNotMatchedAtAnyThreshold() {
    double none = Double.NEGATIVE_INFINITY;
    SortedMap<Integer, Separation> folds = new TreeMap<>();
    folds.put(1, scores(new double[] {none, 0.9}, new double[] {none, 0.2}));
    folds.put(2, scores(new double[] {0.8, 0.9}, new double[] {0.1, 0.3}));

    assertThat(FoldAccuracy.of(folds).folds().get(0).accuracy()).isEqualTo(0.75);
  }

  private static Separation scores(double[] genuine, double[] impostor) {
    return new Separation(genuine, impostor);
  }
}

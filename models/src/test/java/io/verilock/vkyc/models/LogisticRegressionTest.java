package io.verilock.vkyc.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private final LogisticRegression regression =
      new LogisticRegression(List.of(10.0, 0.0), List.of(2.0, 1.0), List.of(1.5, -1.0), 0.25);

  @Test
  void inputsCountInDeviationsFromTheMean() {
    assertThat(regression.logit(12, 0.5)).isCloseTo(1.5 - 0.5 + 0.25, within(1e-12));
  }

  @Test
  void anInputCountsNoFurtherThanThreeDeviations() {
    assertThat(regression.logit(1_000, 0)).isEqualTo(regression.logit(16, 0));
    assertThat(regression.logit(10, -1e9)).isEqualTo(regression.logit(10, -3));
  }

  @Test
  void logitsAndProbabilitiesAreInversesWithinBounds() {
    assertThat(LogisticRegression.probability(LogisticRegression.logitOf(0.3)))
        .isCloseTo(0.3, within(1e-12));
    assertThat(LogisticRegression.logitOf(0)).isEqualTo(LogisticRegression.logitOf(1e-4));
    assertThat(LogisticRegression.logitOf(1)).isFinite();
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(
            () -> new LogisticRegression(List.of(1.0), List.of(1.0), List.of(1.0, 2.0), 0))
        .hasMessage("1 means, 1 deviations and 2 weights do not fit together");
    assertThatThrownBy(() -> new LogisticRegression(List.of(1.0), List.of(0.0), List.of(1.0), 0))
        .hasMessage("deviations must be positive: [0.0]");
    assertThatThrownBy(() -> regression.logit(1)).hasMessage("1 inputs for 2 weights");
  }
}

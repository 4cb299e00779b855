package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.schemas.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassiveLivenessTest {
  private static final Calibration LINE =
      new Calibration(List.of(new Knot(0, 0), new Knot(1, 100)));

  /** The logits' sum. */
  private static final LivenessFusion SUM =
      new LivenessFusion(
          new LogisticRegression(List.of(0., 0.), List.of(5., 5.), List.of(5., 5.), 0));

  private final PassiveLiveness passive =
      new PassiveLiveness(new ScoringModels(LINE, LINE, SUM, List.of("network", "recapture")));

  @Test
  void framesAreAveragedOnTheScaleOfLogits() {
    List<Check> checks = passive.checks(List.of(frame(0, 0.9f, 0.5f), frame(1, 0.5f, 0.5f)), 2);

    // The mean of ln 9 and 0 are the odds of 3 to 1.
    assertThat(checks.get(0).getScore()).isCloseTo(75, within(0.01));
    assertThat(checks.get(0).getMeasures())
        .containsEntry("frames", 2.0)
        .containsEntry("network", 0.7)
        .containsEntry("recapture", 0.5);
  }

  @Test
  void recaptureGivesItsReasonOnlyWhereTheModelsTogetherDoubt() {
    List<Check> accepted = passive.checks(List.of(frame(0, 0.99f, 0.2f)), 1);
    List<Check> doubted = passive.checks(List.of(frame(0, 0.5f, 0.2f)), 1);

    assertThat(accepted.get(1).getName()).isEqualTo("recapture");
    assertThat(accepted.get(1).getScore()).isCloseTo(20, within(0.01));
    assertThat(accepted.get(1).getReasons()).isEmpty();
    assertThat(doubted.get(1).getReasons()).containsExactly("recapture_suspected");
  }

  private static FrameEvidence frame(int index, float... liveness) {
    return FrameEvidence.ofLiveness(index, liveness);
  }
}

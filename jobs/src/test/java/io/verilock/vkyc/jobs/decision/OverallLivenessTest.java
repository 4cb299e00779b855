package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverallLivenessTest {
  @Test
  void whatTheFramesLookLikeCountsInALiveRecording() {
    assertThat(OverallLiveness.of(checks(100.0, 71.5))).isEqualTo(71.5);
    assertThat(OverallLiveness.of(checks(100.0, 12.0))).isEqualTo(12);
  }

  @Test
  void aFrozenVideoHasNoLivenessWhateverItsFramesLookLike() {
    assertThat(OverallLiveness.of(checks(0.0, 99.0))).isZero();
  }

  @Test
  void aClipTooShortForMotionIsJudgedByItsFrames() {
    assertThat(OverallLiveness.of(checks(null, 64.0))).isEqualTo(64);
  }

  @Test
  void withoutAModelThereIsNoScoreUnlessTheVideoIsFrozen() {
    assertThat(OverallLiveness.of(checks(100.0, null))).isNull();
    assertThat(OverallLiveness.of(checks(0.0, null))).isZero();
    assertThat(OverallLiveness.of(List.of())).isNull();
  }

  private static List<Check> checks(Double temporal, Double passive) {
    return List.of(
        check(CheckName.TEMPORAL_LIVENESS, temporal), check(CheckName.PASSIVE_LIVENESS, passive));
  }

  private static Check check(String name, Double score) {
    return new Check(name, CheckStatus.unknown, score, List.of(), Map.of());
  }
}

package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivenessScoreTest {
  @Test
  void isThatOfThePassiveModelsWhereNothingElseSpeaksAgainstThePerson() {
    assertThat(
            LivenessScore.of(
                List.of(
                    check("passive_liveness", 71.0),
                    check("frozen_video", 100.0),
                    check("planar_face", 60.0),
                    check("match_selfie", 3.0))))
        .isEqualTo(71);
  }

  @Test
  void isTheLowestWhereACheckFails() {
    assertThat(
            LivenessScore.of(List.of(check("passive_liveness", 99.0), check("planar_face", 31.0))))
        .isEqualTo(31);
    assertThat(LivenessScore.of(List.of(check("frozen_video", 0.0)))).isZero();
  }

  @Test
  void isNotMadeOfWhatOnlyShowsThatAVideoMoves() {
    assertThat(
            LivenessScore.of(
                List.of(check("passive_liveness", null), check("frozen_video", 100.0))))
        .isNull();
  }

  @Test
  void isTheChallengesWhereThereIsNoPassiveModel() {
    assertThat(
            LivenessScore.of(
                List.of(check("passive_liveness", null), check("active_liveness", 80.0))))
        .isEqualTo(80);
    assertThat(
            LivenessScore.of(
                List.of(check("passive_liveness", 95.0), check("active_liveness", 60.0))))
        .isEqualTo(95);
    assertThat(
            LivenessScore.of(
                List.of(check("passive_liveness", 95.0), check("active_liveness", 20.0))))
        .isEqualTo(20);
  }

  private static Check check(String name, Double score) {
    return new Check(name, CheckStatus.unknown, score, List.of(), Map.of(), null);
  }
}

package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditedVideoTest {
  @ParameterizedTest
  @ValueSource(strings = {"handbrake 1.7.2 2024012000", "obs-output module", "adobe premiere pro"})
  void aProgramThatEditsIsNamed(String makers) {
    Check check = check(makers);

    assertThat(check.getReasons()).containsExactly("edited_video");
    assertThat(check.getScore()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chrome", "lavf61.7.100; core media video", "17.5.1; qtmediafilewriter", "google"})
  void phonesBrowsersAndServersAreNot(String makers) {
    assertThat(check(makers).getReasons()).isEmpty();
    assertThat(check(makers).getScore()).isEqualTo(100);
  }

  @Test
  void aRecordingThatSaysNothingIsNotJudged() {
    assertThat(check("").getStatus()).isEqualTo(CheckStatus.not_performed);
  }

  private static Check check(String makers) {
    return new EditedVideo()
        .check(new RecordingEvidence(1, 0, 1, 1_000_000, 0, 0, null, "none", makers, true, null));
  }
}

package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingEvidenceTest {
  @Test
  void aRecordingInOrderHasNoRemarks() {
    assertThat(remarks(0, null)).isEmpty();
    assertThat(remarks(1_000, null)).as("rounding").isEmpty();
  }

  @Test
  void whatIsRemarkableIsNamed() {
    assertThat(remarks(200_000, null)).containsExactly("timestamps_not_continuous");
    assertThat(remarks(0, "recording_truncated")).containsExactly("recording_truncated");
    assertThat(remarks(200_000, "recording_truncated"))
        .containsExactly("timestamps_not_continuous", "recording_truncated");
  }

  private static List<String> remarks(long ranBackMicros, String damage) {
    return new RecordingEvidence(
            1, 0, 1, 1_000_000, ranBackMicros, 0, damage, "none", "", true, null)
        .remarks();
  }
}

package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {
  @Test
  void keepsTheSurestOfTwoOnTheSameFace() {
    DetectedFace surer = face(0, 100, 0.9f);
    DetectedFace other = face(40, 100, 0.7f);

    assertThat(Overlaps.removed(List.of(other, surer), 0.3f)).containsExactly(surer);
  }

  @Test
  void keepsFacesThatHardlyOverlapTheLargestFirst() {
    DetectedFace small = face(0, 80, 0.9f);
    DetectedFace large = face(60, 100, 0.7f);

    assertThat(Overlaps.removed(List.of(small, large), 0.3f)).containsExactly(large, small);
  }

  @Test
  void keepsFacesThatDoNotTouch() {
    DetectedFace left = face(0, 10, 0.9f);
    DetectedFace right = face(500, 10, 0.8f);

    assertThat(Overlaps.removed(List.of(left, right), 0f)).containsExactly(left, right);
  }

  private static DetectedFace face(float left, float side, float confidence) {
    return new DetectedFace(left, 0, side, side, confidence, new float[10]);
  }
}

package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProminenceTest {
  private static final Picture PICTURE = new Picture(400, 300, new byte[3 * 400 * 300]);

  @Test
  void aFaceInTheMiddleStandsBeforeAnEquallyLargeOneAtTheEdge() {
    DetectedFace middle = face(200, 150, 80);
    DetectedFace edge = face(340, 150, 80);
    assertThat(Prominence.sorted(List.of(edge, middle), PICTURE)).containsExactly(middle, edge);
  }

  @Test
  void aMuchLargerFaceStandsBeforeOneInTheMiddle() {
    DetectedFace middle = face(200, 150, 40);
    DetectedFace large = face(120, 150, 120);
    assertThat(Prominence.sorted(List.of(middle, large), PICTURE)).containsExactly(large, middle);
  }

  @Test
  void aFaceInACornerHasNone() {
    assertThat(Prominence.of(face(400, 300, 200), PICTURE)).isZero();
    assertThat(Prominence.of(face(200, 150, 60), PICTURE)).isEqualTo(3600);
  }

  private static DetectedFace face(float x, float y, float side) {
    return new DetectedFace(x - side / 2, y - side / 2, side, side, 0.9f, new float[10]);
  }
}

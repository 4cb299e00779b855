package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.FaceDefect;
import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.FaceSighting;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FivePointAligner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameJudgeTest {
  private static final DrawnFace GOOD = DrawnFace.frontal();

  @Test
  void aGoodFaceIsUsed() {
    FrameFindings found = analyse(GOOD, new FivePointAligner(), GOOD.detected());
    assertThat(found.evidence().sighting().usable()).isTrue();
    assertThat(found.evidence().sighting().quality()).isEqualTo(GOOD.quality());
    assertThat(found.aligned()).isPresent();
    assertThat(found.evidence().template()).containsExactly(1);
    assertThat(found.evidence().liveness()).isEmpty();
    assertThat(found.evidence().complete()).isTrue();
  }

  @Test
  void aFaceBelowTheFloorIsSeenMeasuredAndNotUsed() {
    DrawnFace blurred = GOOD.blurred(12);
    FrameFindings found = analyse(blurred, new FivePointAligner(), blurred.detected());
    FaceSighting sighting = found.evidence().sighting();
    assertThat(sighting.quality().unifiedScore()).isLessThan(FaceQuality.USABLE_FROM);
    assertThat(sighting.defect()).isEqualTo(FaceDefect.FACE_BLURRED);
    assertThat(sighting.usable()).isFalse();
    assertThat(found.aligned()).isEmpty();
    assertThat(found.evidence().template()).isNull();
    assertThat(found.faces()).containsExactly(blurred.detected());
  }

  @Test
  void aFaceThatIsTooLowOrNotAlignedIsNotUsed() {
    DrawnFace small = GOOD.smaller(0.2);
    assertThat(defect(analyse(small, new FivePointAligner(), small.detected())))
        .isEqualTo(FaceDefect.FACE_TOO_SMALL);
    assertThat(defect(analyse(GOOD, (picture, face) -> Optional.empty(), GOOD.detected())))
        .isEqualTo(FaceDefect.FACE_UNCLEAR);
  }

  @Test
  void aFaceInTheBackgroundDoesNotCountAndOneAtTheShoulderDoes() {
    assertThat(faces(0.39f)).isEqualTo(1);
    assertThat(faces(0.41f)).isEqualTo(2);
  }

  private static int faces(float share) {
    DetectedFace face = GOOD.detected();
    DetectedFace other =
        new DetectedFace(0, 0, share * face.width(), share * face.height(), 0.9f, face.landmarks());
    return analyse(GOOD, new FivePointAligner(), face, other).evidence().sighting().faces();
  }

  private static FaceDefect defect(FrameFindings found) {
    return found.evidence().sighting().defect();
  }

  private static FrameFindings analyse(
      DrawnFace drawn, FaceAligner aligner, DetectedFace... faces) {
    return new FrameJudge(new GivenFaces(picture -> List.of(faces), aligner), 40)
        .judge(0, 0, drawn.picture());
  }
}

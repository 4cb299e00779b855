package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.decision.FaceDefect;
import io.verilock.vkyc.jobs.decision.FaceQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceQualityMeterTest {
  private static final DrawnFace FACE = DrawnFace.frontal();

  @Test
  void aGoodFaceIsGoodInEveryComponent() {
    FaceQuality quality = FACE.quality();
    assertThat(quality.unifiedScore()).isGreaterThan(85);
    assertThat(quality.interEyeDistance()).isEqualTo(60, within(0.1f));
    assertThat(quality.headSize()).isEqualTo(2.8f * 60 / 240, within(0.01f));
    assertThat(quality.underExposure()).isZero();
    assertThat(quality.overExposure()).isZero();
    assertThat(quality.illuminationUniformity()).isGreaterThan(0.8f);
    assertThat(quality.cropped()).isZero();
    assertThat(quality.yaw()).isEqualTo(0, within(0.5f));
    assertThat(quality.roll()).isEqualTo(0, within(0.5f));
  }

  @Test
  void theSmallerTheFaceTheWorse() {
    List<FaceQuality> worse = worse(step -> FACE.smaller(Math.pow(0.5, step)), 4);
    assertThat(worse).extracting(FaceQuality::interEyeDistance).isSortedAccordingTo(falling());
    named(worse, FaceDefect.FACE_TOO_SMALL);
  }

  @Test
  void theMoreBlurredTheWorse() {
    List<FaceQuality> worse = worse(step -> FACE.blurred(3 * step), 4);
    assertThat(worse).extracting(FaceQuality::sharpness).isSortedAccordingTo(falling());
    named(worse, FaceDefect.FACE_BLURRED);
  }

  @Test
  void aFaceThatMovesIsBlurredAlthoughOneDirectionStaysSharp() {
    List<FaceQuality> worse = worse(step -> FACE.moving(10 * step), 3);
    assertThat(worse).extracting(FaceQuality::sharpness).isSortedAccordingTo(falling());
    named(worse, FaceDefect.FACE_BLURRED);
  }

  @Test
  void theDarkerTheWorse() {
    List<FaceQuality> worse =
        worse(step -> FACE.withValues(value -> (int) (value * Math.pow(0.4, step))), 4);
    assertThat(worse).extracting(FaceQuality::dynamicRange).isSortedAccordingTo(falling());
    assertThat(worse.get(3).underExposure()).isGreaterThan(0.9f);
    assertThat(worse.get(2).worstDefect()).isEqualTo(FaceDefect.FACE_TOO_DARK);
  }

  @Test
  void theMoreOverexposedTheWorse() {
    List<FaceQuality> worse = worse(step -> FACE.withValues(value -> value + 30 * step), 4);
    assertThat(worse.get(3).overExposure()).isGreaterThan(0.4f);
    named(worse, FaceDefect.FACE_OVEREXPOSED);
  }

  @Test
  void theGreyerTheWorse() {
    List<FaceQuality> worse =
        worse(step -> FACE.withValues(value -> 128 + (value - 128) / (1 + 3 * step)), 4);
    assertThat(worse).extracting(FaceQuality::dynamicRange).isSortedAccordingTo(falling());
    assertThat(worse.get(1).illuminationUniformity()).isGreaterThan(0.8f);
  }

  @Test
  void aShadowOnOneHalfIsUneven() {
    List<FaceQuality> worse = worse(step -> FACE.shaded(1 - 0.25 * step), 3);
    assertThat(worse)
        .extracting(FaceQuality::illuminationUniformity)
        .isSortedAccordingTo(falling());
    named(worse, FaceDefect.FACE_UNEVENLY_LIT);
  }

  @Test
  void whatIsOutsideTheFrameIsCutOff() {
    List<FaceQuality> worse = worse(step -> FACE.leftwards(60 + 30 * step), 4);
    assertThat(worse.get(0).cropped()).isLessThan(0.05f);
    assertThat(worse.get(2).cropped()).isBetween(0.45f, 0.55f);
    named(worse, FaceDefect.FACE_CUT_OFF);
  }

  /** The qualities from the face as it is to the worst; no step makes it better. */
  private static List<FaceQuality> worse(Function<Integer, DrawnFace> step, int steps) {
    List<FaceQuality> qualities = new ArrayList<>();
    IntStream.range(0, steps).forEach(i -> qualities.add(step.apply(i).quality()));
    for (int i = 1; i < steps; i++) {
      // Interpolation alone adds a little to the dynamic range.
      assertThat(qualities.get(i).unifiedScore())
          .as("%s", qualities)
          .isLessThan(qualities.get(i - 1).unifiedScore() + 1);
    }
    assertThat(qualities.get(steps - 1).unifiedScore())
        .isLessThan(qualities.get(0).unifiedScore() - 5);
    return qualities;
  }

  private static void named(List<FaceQuality> qualities, FaceDefect defect) {
    assertThat(qualities.get(qualities.size() - 1).worstDefect()).isEqualTo(defect);
  }

  private static java.util.Comparator<Float> falling() {
    return (one, other) -> Float.compare(other, one);
  }
}

package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanarFaceTest {
  private static final int POINTS = 69;
  private static final int FRAMES = 25;

  /** What a face does in a clip. */
  private interface Pose {
    /** Turns to the side, in radians, and goes to the right, in pixels. */
    double[] at(int frame);
  }

  @Test
  void aPhotoThatIsMovedAndTiltedIsFlat() {
    Check check =
        check(false, 0, null, i -> new double[] {0.3 * Math.sin(i / 3.), 60 * Math.sin(i / 4.)});

    assertThat(check.getReasons()).containsExactly("planar_face");
    assertThat(check.getScore()).isLessThan(50);
    assertThat(check.getMeasures()).containsKeys("movement", "shape_change", "not_planar");
  }

  @Test
  void aHeadThatTurnsIsNot() {
    Check check =
        check(true, 0, null, i -> new double[] {0.3 * Math.sin(i / 3.), 60 * Math.sin(i / 4.)});

    assertThat(check.getReasons()).isEmpty();
    assertThat(check.getScore()).isGreaterThan(50);
  }

  @Test
  void aFaceThatMovesAboutAndSpeaksIsNotFlatThoughItDoesNotTurn() {
    assertThat(check(true, 0.05, null, i -> new double[] {0, 60 * Math.sin(i / 4.)}).getReasons())
        .isEmpty();
  }

  @Test
  void speechFromAFaceThatLiesStillIsNamed() {
    assertThat(check(true, 0, 3.0, i -> new double[2]).getReasons()).containsExactly("planar_face");
    assertThat(check(true, 0.05, 3.0, i -> new double[2]).getReasons()).isEmpty();
  }

  @Test
  void whoNeitherMovesNorSpeaksIsNotJudged() {
    for (Double speech : new Double[] {null, 0.4}) {
      assertThat(check(true, 0, speech, i -> new double[2]).getStatus())
          .isEqualTo(CheckStatus.not_performed);
    }
  }

  @Test
  void withoutAMeshNobodyIsJudged() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(frame(i, new float[0]));
    }
    assertThat(new PlanarFace().check(frames, 9.0).getStatus())
        .isEqualTo(CheckStatus.not_performed);
  }

  /**
   * A clip of a face before a camera two metres and a half of eye distances away.
   *
   * @param deep whether the face has depth
   * @param expression distances between the eyes by which the lips part
   */
  private static Check check(boolean deep, double expression, Double speech, Pose pose) {
    Random random = new Random(3);
    double[][] face = new double[POINTS][3];
    for (double[] point : face) {
      point[0] = 2 * random.nextDouble() - 1;
      point[1] = 2 * random.nextDouble() - 1;
      point[2] = deep ? 1 - Math.hypot(point[0], point[1]) : 0;
    }
    face[0] = new double[] {-0.5, -0.3, deep ? 0.4 : 0};
    face[1] = new double[] {0.5, -0.3, deep ? 0.4 : 0};
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double[] at = pose.at(i);
      double open = expression * random.nextDouble() * 2;
      float[] points = new float[2 * POINTS];
      for (int k = 0; k < POINTS; k++) {
        double y = face[k][1] + (face[k][1] > 0 ? (k % 2 == 0 ? open : -open) : 0);
        double x = face[k][0] * Math.cos(at[0]) + face[k][2] * Math.sin(at[0]);
        double z = 8 - face[k][2] * Math.cos(at[0]) + face[k][0] * Math.sin(at[0]);
        points[2 * k] = (float) (320 + at[1] + 800 * x / z + 0.1 * random.nextGaussian());
        points[2 * k + 1] = (float) (240 + 800 * y / z + 0.1 * random.nextGaussian());
      }
      frames.add(frame(i, points));
    }
    return new PlanarFace().check(frames, speech);
  }

  private static FrameEvidence frame(int index, float[] points) {
    return FrameEvidence.ofSighting(
        index,
        index * 200_000L,
        new FaceSighting(1, 100, Qualities.GOOD, new byte[0], points, null));
  }
}

package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadPoseTest {
  /** Index in MediaPipe's mesh, x to image right, y down, depth away from the camera. */
  private static final double[][] HEAD = {
    {33, -1.3, 0, 0.3},
    {133, -0.7, 0, 0.3},
    {362, 0.7, 0, 0.3},
    {263, 1.3, 0, 0.3},
    {4, 0, 1.1, -1.06},
    {61, -0.7, 2.1, 0.3},
    {291, 0.7, 2.1, 0.3},
    {234, -2, 0.6, 2},
    {454, 2, 0.6, 2},
    {10, 0, -1.6, 0.5},
    {152, 0, 3.2, 0.5}
  };

  @ParameterizedTest
  @CsvSource({"0,0,0", "30,0,0", "-45,0,0", "0,20,0", "0,-25,0", "0,0,30", "25,15,-20", "-60,10,8"})
  void aMeshTellsWhereTheHeadLooks(double yaw, double pitch, double roll) {
    HeadPose pose = HeadPose.of(null, mesh(yaw, pitch, roll));

    assertThat((double) pose.yaw()).isEqualTo(yaw, within(6.0));
    assertThat((double) pose.pitch()).isEqualTo(pitch, within(6.0));
    assertThat((double) pose.roll()).isEqualTo(roll, within(12.0));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "20,0", "-40,0", "60,0", "30,25", "-30,-25"})
  void fiveLandmarksTellYawAndRoll(double yaw, double roll) {
    float[] points = HeadPose.of(null, mesh(yaw, 0, roll)).points();
    DetectedFace face = new DetectedFace(0, 0, 100, 100, 0.9f, points);

    HeadPose pose = HeadPose.of(face, new float[0]);

    assertThat((double) pose.yaw()).isEqualTo(yaw, within(2.0));
    assertThat((double) pose.roll()).isEqualTo(roll, within(2.0));
    assertThat(pose.pitch()).isZero();
    assertThat(pose.interEyeDistance()).isEqualTo(80, within(1f));
  }

  /** The head turned: 80 pixels between the eyes. */
  private static float[] mesh(double yaw, double pitch, double roll) {
    double a = Math.toRadians(yaw);
    double b = Math.toRadians(pitch);
    double c = Math.toRadians(roll);
    float[] mesh = new float[3 * FaceAlignment.MESH_POINTS];
    for (double[] point : HEAD) {
      // The tip of the nose is nearest: down with pitch, to image right with yaw.
      double y1 = point[2] * Math.cos(b) - point[3] * Math.sin(b);
      double z1 = point[2] * Math.sin(b) + point[3] * Math.cos(b);
      double x2 = point[1] * Math.cos(a) - z1 * Math.sin(a);
      double z2 = point[1] * Math.sin(a) + z1 * Math.cos(a);
      int at = 3 * (int) point[0];
      mesh[at] = (float) (200 + 40 * (x2 * Math.cos(c) - y1 * Math.sin(c)));
      mesh[at + 1] = (float) (200 + 40 * (x2 * Math.sin(c) + y1 * Math.cos(c)));
      mesh[at + 2] = (float) (40 * z2);
    }
    return mesh;
  }
}

package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.inference.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FaceMeshAlignerTest {
  private static final int SIDE = 256;

  /** Seen as the picture's middle 192 pixels, as they are: 1.5 times 128. */
  private static final DetectedFace FACE =
      new DetectedFace(64, 64, 128, 128, 0.9f, new float[] {100, 100, 156, 100, 0, 0, 0, 0, 0, 0});

  /** The corners of the eyes go to row 4, ten columns apart. */
  private static final FaceMeshAlignerTemplate TEMPLATE =
      new FaceMeshAlignerTemplate(16, new int[][] {{33}, {263}}, new float[] {3, 4, 13, 4});

  @Test
  void pointsOfTheMeshComeToTheirPlaces() {
    // What the network sees begins 32 pixels right of and below the picture's corner.
    byte[] bgr = new byte[3 * SIDE * SIDE];
    bgr[3 * (110 * SIDE + 100) + 1] = (byte) 200;
    bgr[3 * (110 * SIDE + 110) + 2] = (byte) 100;
    FakeNetwork network = new FakeNetwork(input -> mesh(1, 68.5f, 78.5f, 78.5f, 78.5f));
    Picture aligned = align(network, new Picture(SIDE, SIDE, bgr), FACE).orElseThrow();
    assertThat(aligned.width()).isEqualTo(16);
    assertThat(aligned.bgr()[3 * (4 * 16 + 3) + 1] & 0xff).isBetween(198, 200);
    assertThat(aligned.bgr()[3 * (4 * 16 + 13) + 2] & 0xff).isBetween(98, 100);
    assertThat(network.runs()).isEqualTo(1);
  }

  @Test
  void severalPointsGoWithTheirMeanAndTheWholeMeshComesInPixelsOfThePicture() {
    FaceMeshAlignerTemplate template =
        new FaceMeshAlignerTemplate(16, new int[][] {{33, 263}, {1}}, new float[] {8, 4, 8, 12});
    // The mean of the eyes' corners and the nose, eight apart, are eight apart in the result.
    FakeNetwork network =
        new FakeNetwork(input -> mesh(1, 68.5f, 78.5f, 78.5f, 78.5f, 73.5f, 86.5f));

    FaceAlignment alignment =
        new FaceMeshAligner(network, template).align(brightAt(105, 110), FACE).orElseThrow();

    assertThat(alignment.face().bgr()[3 * (4 * 16 + 8) + 1] & 0xff).isBetween(198, 200);
    assertThat(alignment.mesh()).hasSize(3 * FaceAlignment.MESH_POINTS);
    assertThat(alignment.mesh()[3 * 33]).isCloseTo(100, within(1e-3f));
    assertThat(alignment.mesh()[3 * 33 + 1]).isCloseTo(110, within(1e-3f));
    assertThat(alignment.mesh()[3 * 33 + 2]).isCloseTo(-7, within(1e-3f));
  }

  @Test
  void whatIsNoFaceInAnyTurnIsNotAligned() {
    FakeNetwork network = new FakeNetwork(input -> mesh(0.49f, 60, 80, 130, 80));
    assertThat(align(network, grey(), FACE)).isEmpty();
    assertThat(network.runs()).isEqualTo(4);
  }

  @Test
  void aslantEyesAreTurnedLevelBeforeTheMeshIsBelieved() {
    float[] slope = {70};
    FakeNetwork network =
        new FakeNetwork(
            input -> {
              slope[0] /= 5;
              return mesh(1, 60, 80, 130, 80 + slope[0]);
            });
    assertThat(align(network, grey(), FACE)).isPresent();
    assertThat(network.runs()).isEqualTo(2);
  }

  @Test
  void eyesThatNeverComeLevelEndTheSearch() {
    FakeNetwork network = new FakeNetwork(input -> mesh(1, 60, 80, 130, 130));
    assertThat(align(network, grey(), FACE)).isPresent();
    assertThat(network.runs()).isEqualTo(5);
  }

  /** What the network sees has two bright corners above in one turn only. */
  @Test
  void theSurestQuarterTurnIsTaken() {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    Arrays.fill(bgr, 3 * SIDE * SIDE / 2, bgr.length, (byte) 255);
    Function<Tensor, Map<String, Tensor>> knowsBrightAbove =
        input -> {
          boolean bright = input.data().get(0) > 0.5f && input.data().get(191) > 0.5f;
          return mesh(bright ? 0.99f : 0.6f, 60.5f, 80.5f, 70.5f, 80.5f);
        };
    FakeNetwork network = new FakeNetwork(knowsBrightAbove);
    Picture aligned = align(network, new Picture(SIDE, SIDE, bgr), FACE).orElseThrow();
    assertThat(network.runs()).isEqualTo(4);
    // Upside down, the bright half comes first.
    assertThat(aligned.bgr()[3 * (4 * 16 + 8)] & 0xff).isEqualTo(255);
  }

  @Test
  void aTemplateNeedsAPlaceForEachPoint() {
    assertThatThrownBy(
            () -> new FaceMeshAlignerTemplate(16, new int[][] {{1}, {2}}, new float[] {3, 4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 points need 4 numbers, not 2");
  }

  private static Optional<Picture> align(FakeNetwork network, Picture picture, DetectedFace face) {
    return new FaceMeshAligner(network, TEMPLATE).align(picture, face).map(FaceAlignment::face);
  }

  private static Picture brightAt(int x, int y) {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    bgr[3 * (y * SIDE + x) + 1] = (byte) 200;
    return new Picture(SIDE, SIDE, bgr);
  }

  private static Map<String, Tensor> mesh(
      float flag, float leftX, float leftY, float rightX, float rightY) {
    return mesh(flag, leftX, leftY, rightX, rightY, 0, 0);
  }

  private static Map<String, Tensor> mesh(
      float flag, float leftX, float leftY, float rightX, float rightY, float noseX, float noseY) {
    float[] points = new float[468 * 3];
    points[3] = noseX;
    points[4] = noseY;
    points[33 * 3 + 2] = -7;
    points[33 * 3] = leftX;
    points[33 * 3 + 1] = leftY;
    points[263 * 3] = rightX;
    points[263 * 3 + 1] = rightY;
    return Map.of("mesh", FakeNetwork.tensor(points), "flag", FakeNetwork.tensor(flag));
  }

  private static Picture grey() {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    Arrays.fill(bgr, (byte) 128);
    return new Picture(SIDE, SIDE, bgr);
  }
}

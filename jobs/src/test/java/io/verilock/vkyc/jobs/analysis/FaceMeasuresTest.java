package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class FaceMeasuresTest {
  @Test
  void aSignatureHoldsTheMeanGreyOfEachBlock() {
    // Blocks of 2 x 2, each a grey of its own with a checkerboard of the same mean on it.
    Picture picture =
        grey(40, 36, (x, y) -> 16 * ((y - 2) / 2) + (x - 4) / 2 + ((x + y) % 2 == 0 ? 3 : -3));

    byte[] signature = FaceMeasures.signature(picture, face(4, 2, 32, 32));

    assertThat(signature).hasSize(256);
    for (int block = 3; block < 240; block++) {
      assertThat(signature[block] & 0xff).as("block %d", block).isCloseTo(block, within(1));
    }
  }

  @Test
  void greyWeighsColoursAsTheEyeDoes() {
    DetectedFace face = face(0, 0, 20, 20);
    assertThat(signatureOf(colour(255, 0, 0), face)).isEqualTo(28);
    assertThat(signatureOf(colour(0, 255, 0), face)).isEqualTo(149);
    assertThat(signatureOf(colour(0, 0, 255), face)).isEqualTo(76);
    assertThat(signatureOf(colour(255, 255, 255), face)).isEqualTo(255);
  }

  @Test
  void whatIsOutsideTheFaceDoesNotCount() {
    DetectedFace face = face(8, 8, 16, 16);
    IntBinaryOperator inside = (x, y) -> x >= 8 && x < 24 && y >= 8 && y < 24 ? x + y : 0;
    byte[] dark = FaceMeasures.signature(grey(32, 32, inside), face);
    byte[] bright =
        FaceMeasures.signature(
            grey(32, 32, (x, y) -> Math.max(inside.applyAsInt(x, y), x < 8 ? 200 : 0)), face);

    assertThat(bright).isEqualTo(dark);
  }

  @Test
  void aFaceThatReachesOverTheEdgeIsCutThere() {
    Picture picture = grey(20, 20, (x, y) -> 10 * x);

    assertThat(FaceMeasures.signature(picture, face(-10, -10, 40, 40)))
        .isEqualTo(FaceMeasures.signature(picture, face(0, 0, 20, 20)));
  }

  @Test
  void facesOutsideThePictureOrWithoutSizeHaveASignature() {
    Picture picture = grey(20, 20, (x, y) -> 77);
    for (DetectedFace face :
        new DetectedFace[] {
          face(500, 500, 10, 10), face(-500, -500, 10, 10), face(5, 5, 0, 0), face(19, 19, 1, 1)
        }) {
      assertThat(FaceMeasures.signature(picture, face)).hasSize(256).containsOnly(77);
    }
  }

  @Test
  void aPictureOfOnePixelHasASignature() {
    assertThat(FaceMeasures.signature(grey(1, 1, (x, y) -> 9), face(0, 0, 1, 1)))
        .hasSize(256)
        .containsOnly(9);
  }

  @Test
  void aPlainFaceHasNoSharpness() {
    assertThat(FaceMeasures.sharpness(grey(30, 30, (x, y) -> 128))).isZero();
    assertThat(FaceMeasures.sharpness(grey(30, 30, (x, y) -> 4 * x + 2 * y))).isZero();
  }

  @Test
  void aCheckerboardIsAsSharpAsCanBe() {
    Picture checkerboard = grey(30, 30, (x, y) -> (x + y) % 2 * 255);

    assertThat(FaceMeasures.sharpness(checkerboard)).isEqualTo(4 * 255);
  }

  @Test
  void blurTakesSharpnessAway() {
    Random random = new Random(3);
    int[] noise = random.ints(40 * 40, 0, 256).toArray();
    IntBinaryOperator sharp = (x, y) -> noise[40 * y + x];
    IntBinaryOperator blurred =
        (x, y) -> {
          int sum = 0;
          for (int i = 0; i < 9; i++) {
            int column = Math.min(39, Math.max(0, x + i % 3 - 1));
            int row = Math.min(39, Math.max(0, y + i / 3 - 1));
            sum += noise[40 * row + column];
          }
          return sum / 9;
        };

    assertThat(FaceMeasures.sharpness(grey(40, 40, blurred)))
        .isLessThan(FaceMeasures.sharpness(grey(40, 40, sharp)) / 3);
  }

  @Test
  void aFaceTooSmallToTellHasNoSharpness() {
    assertThat(FaceMeasures.sharpness(grey(2, 30, (x, y) -> x * 255))).isZero();
    assertThat(FaceMeasures.sharpness(grey(30, 2, (x, y) -> x % 2 * 255))).isZero();
  }

  private static int signatureOf(Picture picture, DetectedFace face) {
    return FaceMeasures.signature(picture, face)[0] & 0xff;
  }

  private static DetectedFace face(float left, float top, float width, float height) {
    return new DetectedFace(left, top, width, height, 0.9f, new float[10]);
  }

  private static Picture grey(int width, int height, IntBinaryOperator value) {
    byte[] bgr = new byte[3 * width * height];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.max(0, Math.min(255, value.applyAsInt(i / 3 % width, i / 3 / width)));
    }
    return new Picture(width, height, bgr);
  }

  private static Picture colour(int blue, int green, int red) {
    byte[] bgr = new byte[3 * 20 * 20];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = (byte) blue;
      bgr[i + 1] = (byte) green;
      bgr[i + 2] = (byte) red;
    }
    return new Picture(20, 20, bgr);
  }
}

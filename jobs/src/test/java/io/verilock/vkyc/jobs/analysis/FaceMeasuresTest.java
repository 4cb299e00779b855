package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.image.Picture;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class FaceMeasuresTest {
  @Test
  void aSignatureHoldsTheMeanGreyOfEachBlock() {
    // Blocks of 3 x 2, each a grey of its own with stripes of the same mean on it.
    Picture picture = grey(96, 64, (x, y) -> 10 + 7 * (y / 2) + x / 3 / 2 + (y % 2 == 0 ? 5 : -5));

    byte[] signature = FaceMeasures.signature(picture);

    assertThat(signature).hasSize(32 * 32);
    for (int block = 0; block < signature.length; block++) {
      assertThat(signature[block] & 0xff)
          .as("block %d", block)
          .isEqualTo(10 + 7 * (block / 32) + block % 32 / 2);
    }
  }

  @Test
  void greyWeighsColoursAsTheEyeDoes() {
    assertThat(signatureOf(colour(255, 0, 0))).isEqualTo(28);
    assertThat(signatureOf(colour(0, 255, 0))).isEqualTo(149);
    assertThat(signatureOf(colour(0, 0, 255))).isEqualTo(76);
    assertThat(signatureOf(colour(255, 255, 255))).isEqualTo(255);
  }

  @Test
  void everyPixelCounts() {
    Picture dark = grey(70, 50, (x, y) -> 0);
    byte[] before = FaceMeasures.signature(dark);
    for (int[] pixel : new int[][] {{0, 0}, {69, 0}, {0, 49}, {69, 49}, {35, 25}}) {
      Picture spotted = grey(70, 50, (x, y) -> x == pixel[0] && y == pixel[1] ? 255 : 0);

      assertThat(FaceMeasures.signature(spotted)).as("%s", pixel).isNotEqualTo(before);
    }
  }

  @Test
  void picturesSmallerThanTheBlocksHaveASignature() {
    for (int side : new int[] {1, 5, 31, 33}) {
      assertThat(FaceMeasures.signature(grey(side, side, (x, y) -> 77)))
          .hasSize(32 * 32)
          .containsOnly(77);
    }
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

  private static int signatureOf(Picture picture) {
    return FaceMeasures.signature(picture)[0] & 0xff;
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

package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.image.Picture;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class FaceMeasuresTest {
  @Test
  void aSignatureHoldsTheMeanGreyOfEachBlock() {
    // Blocks of 2 x 2, each a grey of its own with a checkerboard of the same mean on it.
    Picture picture =
        grey(64, 64, (x, y) -> 3 + (32 * (y / 2) + x / 2) / 5 + ((x + y) % 2 == 0 ? 3 : -3));

    byte[] signature = FaceMeasures.signature(picture);

    assertThat(signature).hasSize(1024);
    for (int block = 0; block < signature.length; block++) {
      assertThat(signature[block] & 0xff).as("block %d", block).isCloseTo(3 + block / 5, within(1));
    }
  }

  @Test
  void greyWeighsColoursAsTheEyeDoes() {
    assertThat(FaceMeasures.signature(colour(255, 0, 0))[0] & 0xff).isEqualTo(29);
    assertThat(FaceMeasures.signature(colour(0, 255, 0))[0] & 0xff).isEqualTo(149);
    assertThat(FaceMeasures.signature(colour(0, 0, 255))[0] & 0xff).isEqualTo(77);
    assertThat(FaceMeasures.signature(colour(255, 255, 255))[0] & 0xff).isEqualTo(255);
  }

  @Test
  void everyPixelCounts() {
    byte[] dark = FaceMeasures.signature(grey(70, 50, (x, y) -> 0));
    for (int[] pixel : new int[][] {{0, 0}, {69, 0}, {0, 49}, {69, 49}, {35, 25}}) {
      Picture spotted = grey(70, 50, (x, y) -> x == pixel[0] && y == pixel[1] ? 255 : 0);

      assertThat(FaceMeasures.signature(spotted)).as("%s", pixel).isNotEqualTo(dark);
    }
  }

  @Test
  void aPictureSmallerThanItsBlocksHasASignature() {
    assertThat(FaceMeasures.signature(grey(1, 1, (x, y) -> 9))).hasSize(1024).containsOnly(9);
    assertThat(FaceMeasures.signature(grey(40, 5, (x, y) -> 9))).hasSize(1024).containsOnly(9);
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

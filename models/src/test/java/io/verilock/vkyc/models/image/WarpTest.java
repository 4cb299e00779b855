package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WarpTest {
  private static final Similarity SAME = new Similarity(1, 0, 0, 0);

  @Test
  void showsThePictureThroughTheIdentity() {
    Picture picture = TestPhotos.noise(9, 6, 2);

    assertThat(Warp.through(picture, SAME, 9, 6).bgr()).containsExactly(picture.bgr());
  }

  @Test
  void turnsAQuarterLikePixelsAre() {
    Picture picture = TestPhotos.noise(9, 6, 3);

    assertThat(Warp.through(picture, new Similarity(0, 1, 5, 0), 6, 9).bgr())
        .containsExactly(Pictures.rotated(picture, 1).bgr());
  }

  @Test
  void isBlackWhereThePictureIsNot() {
    Picture white = new Picture(1, 1, new byte[] {-1, -1, -1});

    assertThat(Warp.through(white, new Similarity(1, 0, 1, 0), 3, 1).bgr())
        .containsExactly(0, 0, 0, -1, -1, -1, 0, 0, 0);
    assertThat(Warp.through(white, new Similarity(1, 0, 0.5, 0), 2, 1).bgr()[0] & 0xFF)
        .isEqualTo(128);
  }

  @Test
  void averagesFineDetailInsteadOfSkippingIt() {
    Picture stripes = new Picture(64, 64, new byte[3 * 64 * 64]);
    for (int i = 0; i < stripes.bgr().length; i++) {
      stripes.bgr()[i] = (byte) (i / 3 % 4 == 0 ? 200 : 0);
    }

    Picture small = Warp.through(stripes, new Similarity(0.25, 0, -0.375, -0.375), 16, 16);

    for (byte value : small.bgr()) {
      assertThat(value & 0xFF).isCloseTo(50, within(1));
    }
  }

  @Test
  void aSmallerPictureIsWhereALargerOneWouldBe() {
    Picture slope = slope(400, 300);
    Similarity third = Similarity.fitted(new float[] {50, 40, 350, 90}, new float[] {5, 7, 95, 20});

    Picture small = Warp.through(slope, third, 100, 60);

    Similarity back = third.inverse();
    for (int y = 20; y < 50; y++) {
      for (int x = 20; x < 90; x++) {
        double column = back.a() * x - back.b() * y + back.shiftX();
        assertThat(small.bgr()[3 * (100 * y + x)] & 0xFF)
            .as("blue at %d, %d", x, y)
            .isCloseTo((int) Math.round(column / 2), within(1));
      }
    }
  }

  @Test
  void aSmallPictureOfAnEdgeFadesToBlack() {
    Picture white = white(40, 40);

    Picture small = Warp.through(white, new Similarity(0.25, 0, 2 - 0.375, 2 - 0.375), 14, 14);

    for (int at = 0; at < 14; at++) {
      int middle = small.bgr()[3 * (14 * 7 + at)] & 0xFF;
      assertThat(middle).as("column %d", at).isEqualTo(at < 2 || at > 11 ? 0 : 255);
    }
  }

  @Test
  void fitsTheSimilarityThatMovedThePoints() {
    Similarity moved = new Similarity(0.8, -0.3, 12, -5);
    float[] from = {1, 2, 30, 4, 15, 20, 5, 40, 28, 41};
    float[] to = new float[10];
    for (int i = 0; i < 10; i += 2) {
      to[i] = (float) (moved.a() * from[i] - moved.b() * from[i + 1] + moved.shiftX());
      to[i + 1] = (float) (moved.b() * from[i] + moved.a() * from[i + 1] + moved.shiftY());
    }

    Similarity fitted = Similarity.fitted(from, to);

    assertThat(fitted.a()).isCloseTo(0.8, within(1e-5));
    assertThat(fitted.b()).isCloseTo(-0.3, within(1e-5));
    assertThat(fitted.shiftX()).isCloseTo(12, within(1e-4));
    assertThat(fitted.shiftY()).isCloseTo(-5, within(1e-4));
  }

  @Test
  void undoesItselfThroughTheInverse() {
    Similarity inverse = new Similarity(0.8, -0.3, 12, -5).inverse().inverse();

    assertThat(inverse.a()).isCloseTo(0.8, within(1e-12));
    assertThat(inverse.b()).isCloseTo(-0.3, within(1e-12));
    assertThat(inverse.shiftX()).isCloseTo(12, within(1e-9));
    assertThat(inverse.shiftY()).isCloseTo(-5, within(1e-9));
  }

  /** Blue rises by one in two columns. */
  private static Picture slope(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = (byte) (i / 3 % width / 2);
    }
    return new Picture(width, height, bgr);
  }

  private static Picture white(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    Arrays.fill(bgr, (byte) 255);
    return new Picture(width, height, bgr);
  }
}

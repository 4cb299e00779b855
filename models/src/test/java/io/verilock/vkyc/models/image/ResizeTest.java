package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResizeTest {
  private final Picture ramp = row(0, 40, 80, 120);

  @Test
  void leavesAPictureOfTheSameSizeAsItIs() {
    Picture picture = TestPhotos.noise(7, 5, 1);

    assertThat(Resize.bilinear(picture, 7, 5).bgr()).containsExactly(picture.bgr());
  }

  @Test
  void takesPixelCentresAtHalves() {
    assertThat(values(Resize.bilinear(ramp, 2, 1))).containsExactly(20, 100);
    assertThat(values(Resize.bilinear(ramp, 8, 1)))
        .containsExactly(0, 10, 30, 50, 70, 90, 110, 120);
  }

  @Test
  void cutsARectangleAndStaysInsideIt() {
    assertThat(values(Resize.bilinear(ramp, new Rectangle(1, 0, 2, 1), 4, 1)))
        .containsExactly(40, 50, 70, 80);
  }

  @Test
  void mirrorsWhatLiesOutsideWithoutRepeatingTheEdge() {
    assertThat(values(Resize.bilinear(ramp, new Rectangle(-2, 0, 8, 1), 8, 1)))
        .containsExactly(80, 40, 0, 40, 80, 120, 80, 40);
  }

  @Test
  void keepsRowsAndChannelsApart() {
    Picture picture = new Picture(1, 2, new byte[] {10, 20, 30, 50, 60, 70});

    assertThat(Resize.bilinear(picture, 1, 1).bgr()).containsExactly(30, 40, 50);
  }

  private static Picture row(int... values) {
    byte[] bgr = new byte[3 * values.length];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) values[i / 3];
    }
    return new Picture(values.length, 1, bgr);
  }

  private static int[] values(Picture row) {
    int[] values = new int[row.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.bgr()[3 * i] & 0xFF;
    }
    return values;
  }
}

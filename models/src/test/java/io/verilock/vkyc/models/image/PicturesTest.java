package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final byte[] LEFT = {1, 2, 3};
  private static final byte[] RIGHT = {4, 5, 6};
  private final Picture pair = picture(2, 1, LEFT, RIGHT);

  @Test
  void turnsClockwise() {
    assertThat(Pictures.rotated(pair, 1).bgr()).containsExactly(picture(1, 2, LEFT, RIGHT).bgr());
    assertThat(Pictures.rotated(pair, 1).height()).isEqualTo(2);
    assertThat(Pictures.rotated(pair, 2).bgr()).containsExactly(picture(2, 1, RIGHT, LEFT).bgr());
    assertThat(Pictures.rotated(pair, -1).bgr()).containsExactly(picture(1, 2, RIGHT, LEFT).bgr());
    assertThat(Pictures.rotated(pair, 4)).isSameAs(pair);
  }

  @Test
  void mirrors() {
    assertThat(Pictures.mirrored(pair).bgr()).containsExactly(picture(2, 1, RIGHT, LEFT).bgr());
  }

  @Test
  void laysThePictureOnBlackAtTheTopLeft() {
    byte[] black = new byte[3];

    assertThat(Pictures.onCanvas(pair, 3, 2).bgr())
        .containsExactly(picture(3, 2, LEFT, RIGHT, black, black, black, black).bgr());
    assertThat(Pictures.onCanvas(pair, 2, 1)).isSameAs(pair);
  }

  @Test
  void writesPlanesOfBytesThatAreNotSigned() {
    Picture picture = picture(2, 1, new byte[] {-1, 2, 3}, RIGHT);
    FloatBuffer planes = FloatBuffer.allocate(6);

    Planes.bgr(picture, planes);
    assertThat(planes.array()).containsExactly(255, 4, 2, 5, 3, 6);
    Planes.rgb(picture, new float[] {1, 10, 100}, new float[] {0.5f, 0, -1}, planes);
    assertThat(planes.array()).containsExactly(3.5f, 6.5f, 20, 50, 25_499, 399);
  }

  @Test
  void refusesBytesThatDoNotFit() {
    assertThatThrownBy(() -> new Picture(2, 2, new byte[11]))
        .hasMessage("a picture of 2 x 2 needs 12 bytes, not 11");
    assertThatThrownBy(() -> new Rectangle(0, 0, 0, 3)).hasMessageContaining("no area");
  }

  private static Picture picture(int width, int height, byte[]... pixels) {
    byte[] bgr = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      System.arraycopy(pixels[i], 0, bgr, 3 * i, 3);
    }
    return new Picture(width, height, bgr);
  }
}

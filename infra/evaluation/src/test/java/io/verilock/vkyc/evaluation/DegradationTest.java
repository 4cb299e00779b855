package io.verilock.vkyc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.image.Picture;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DegradationTest {
  private static final Picture NOISE = noise(250, 200);

  @ParameterizedTest
  @EnumSource
  void givesTheSamePixelsEveryTime(Degradation degradation) {
    assertThat(degradation.of(NOISE).bgr()).isEqualTo(degradation.of(NOISE).bgr());
  }

  @Test
  void smallIs96PixelsWideAndNeverLarger() {
    Picture small = Degradation.SMALL.of(NOISE);
    assertThat(small.width()).isEqualTo(96);
    assertThat(small.height()).isEqualTo(77);
    assertThat(Degradation.SMALL.of(small)).isSameAs(small);
  }

  @Test
  void darkIsAQuarterAsBright() {
    Picture grey = new Picture(1, 1, new byte[] {(byte) 200, 100, 4});
    assertThat(Degradation.DARK.of(grey).bgr()).containsExactly(50, 25, 1);
  }

  @Test
  void blurringKeepsTheMeanAndTakesTheDetail() {
    Picture blurred = Degradation.BLURRED.of(NOISE);
    assertThat(mean(blurred)).isBetween(mean(NOISE) - 1, mean(NOISE) + 1);
    assertThat(roughness(blurred)).isLessThan(roughness(NOISE) / 10);
  }

  @Test
  void jpegChangesThePixelsButNotThePicture() {
    Picture flat = new Picture(16, 16, filled(3 * 16 * 16, 90));
    assertThat(mean(Degradation.JPEG.of(flat))).isBetween(87.0, 93.0);
    Picture compressed = Degradation.JPEG.of(NOISE);
    assertThat(compressed.bgr()).hasSameSizeAs(NOISE.bgr()).isNotEqualTo(NOISE.bgr());
  }

  private static Picture noise(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    new Random(1).nextBytes(bgr);
    return new Picture(width, height, bgr);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static double mean(Picture picture) {
    double sum = 0;
    for (byte value : picture.bgr()) {
      sum += value & 0xff;
    }
    return sum / picture.bgr().length;
  }

  private static double roughness(Picture picture) {
    byte[] bgr = picture.bgr();
    double sum = 0;
    for (int i = 3; i < bgr.length; i++) {
      sum += Math.abs((bgr[i] & 0xff) - (bgr[i - 3] & 0xff));
    }
    return sum / bgr.length;
  }
}

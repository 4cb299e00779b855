package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DlibEmbedderTest {
  /** Begins each descriptor with the upper left value of each plane it is given. */
  private final FakeNetwork dlib = new FakeNetwork(input -> firstValues(input, 128));

  private final FakeNetwork faceres = new FakeNetwork(input -> firstValues(input, 1024));

  private final DlibEmbedder embedder = new DlibEmbedder(dlib, faceres, "fallback/test");

  @Test
  void aTemplateHasLengthOneAndElevenTwelfthsOfItAreDlibs() {
    float[] template = embedder.embed(noise());
    assertThat(template).hasSize(1152).hasSize(embedder.length());
    assertThat(squares(Arrays.copyOf(template, 128))).isCloseTo(11 / 12.0, within(1e-6));
    assertThat(squares(template)).isCloseTo(1, within(1e-6));
    assertThat(embedder.version()).isEqualTo("fallback/test");
    assertThat(dlib.runs() + faceres.runs()).isEqualTo(2);
  }

  @Test
  void dlibSeesTheMiddleAndItsMirrorImage() {
    Picture face = noise();
    float[] template = Arrays.copyOf(embedder.embed(face), 128);
    double length = Math.sqrt(squares(template) / (11 / 12.0));
    float[] expected = new float[3];
    float[] means = {122.782f, 117.001f, 104.298f};
    double sum = 0;
    for (int channel = 0; channel < 3; channel++) {
      expected[channel] =
          (value(face, 28, 50, 2 - channel)
                  + value(face, 28 + 149, 50, 2 - channel)
                  - 2 * means[channel])
              / 255;
      sum += expected[channel] * expected[channel];
    }
    for (int channel = 0; channel < 3; channel++) {
      assertThat(template[channel] / length)
          .isCloseTo(expected[channel] * Math.sqrt(11 / 12.0 / sum), within(1e-5));
    }
  }

  @Test
  void aFaceAndItsMirrorImageAreAlikeToDlib() {
    float[] one = embedder.embed(symmetrical());
    float[] other = embedder.embed(Pictures.mirrored(symmetrical()));
    assertThat(Arrays.copyOf(one, 128)).isEqualTo(Arrays.copyOf(other, 128));
  }

  @Test
  void anotherSizeIsRefused() {
    assertThatThrownBy(() -> embedder.embed(new Picture(112, 112, new byte[3 * 112 * 112])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an aligned face has 204 x 204 pixels, not 112 x 112");
  }

  private static Map<String, Tensor> firstValues(Tensor input, int numbers) {
    int batch = (int) input.shape()[0];
    int plane = (int) (input.shape()[2] * input.shape()[3]);
    float[] descriptors = new float[batch * numbers];
    for (int i = 0; i < batch; i++) {
      for (int channel = 0; channel < 3; channel++) {
        descriptors[i * numbers + channel] = input.data().get((3 * i + channel) * plane);
      }
    }
    return Map.of("descriptor", new Tensor(FloatBuffer.wrap(descriptors), batch, numbers));
  }

  private static Picture noise() {
    byte[] bgr = new byte[3 * 204 * 204];
    new Random(1).nextBytes(bgr);
    return new Picture(204, 204, bgr);
  }

  /** Dlib's part, which is not quite in the middle, alike on its left and right. */
  private static Picture symmetrical() {
    byte[] bgr = new byte[3 * 204 * 204];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i / (3 * 204));
    }
    return new Picture(204, 204, bgr);
  }

  private static int value(Picture picture, int x, int y, int channel) {
    return picture.bgr()[3 * (y * picture.width() + x) + channel] & 0xff;
  }

  private static double squares(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += (double) number * number;
    }
    return sum;
  }
}

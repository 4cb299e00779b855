package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.image.Picture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final float[] TEMPLATE = {
    38.2946f, 51.6963f, 73.5318f, 51.5014f, 56.0252f, 71.7366f, 41.5493f, 92.3655f, 70.7299f,
    92.2041f
  };

  private final FivePointAligner aligner = new FivePointAligner();

  @Test
  void bringsEachLandmarkToItsPlaceInTheTemplate() {
    // The template itself, twice as large and shifted, with a white spot at each point.
    Picture picture = new Picture(300, 300, new byte[3 * 300 * 300]);
    float[] landmarks = new float[10];
    for (int i = 0; i < 10; i++) {
      landmarks[i] = Math.round(1.8f * TEMPLATE[i] + 40);
    }
    for (int point = 0; point < 5; point++) {
      int x = (int) landmarks[2 * point];
      int y = (int) landmarks[2 * point + 1];
      for (int dy = -3; dy <= 3; dy++) {
        for (int dx = -9; dx < 12; dx++) {
          picture.bgr()[3 * ((y + dy) * 300 + x) + dx] = (byte) 255;
        }
      }
    }

    Picture aligned = aligner.align(picture, face(landmarks)).orElseThrow().face();

    assertThat(aligned.width()).isEqualTo(112);
    assertThat(aligned.height()).isEqualTo(112);
    for (int point = 0; point < 5; point++) {
      int x = Math.round(TEMPLATE[2 * point]);
      int y = Math.round(TEMPLATE[2 * point + 1]);
      assertThat(aligned.bgr()[3 * (y * 112 + x)] & 0xFF).as("point %d", point).isEqualTo(255);
    }
  }

  @Test
  void doesNotAlignLandmarksOnOneSpot() {
    Picture picture = new Picture(10, 10, new byte[300]);

    assertThat(aligner.align(picture, face(new float[10]))).isEmpty();
  }

  @Test
  void refusesAFaceThatIsNotAligned() {
    FaceEmbedder embedder =
        new MobileFaceNetEmbedder(new FakeNetwork(input -> Map.of()), "open/test");

    assertThatThrownBy(() -> embedder.embed(new Picture(2, 1, new byte[6])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an aligned face is 112 x 112, not 2 x 1");
  }

  private static DetectedFace face(float[] landmarks) {
    return new DetectedFace(0, 0, 100, 100, 1, landmarks);
  }
}

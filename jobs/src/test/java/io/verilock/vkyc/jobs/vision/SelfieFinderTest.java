package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfieFinderTest {
  private static final Picture CHIP = new Picture(8, 8, new byte[3 * 64]);

  /** Wider than high as it came, and with a mark in the corner that tells the turns apart. */
  private static final Picture SELFIE = marked();

  @ParameterizedTest
  @CsvSource({
    "0.80, 0.85, 0, 20, 15",
    "0.80, 0.95, -90, 15, 20",
    "0.92, 0.99, 0, 20, 15",
    "0.00, 0.70, -90, 15, 20"
  })
  void aSelfieIsTurnedOnlyForAClearlySurerFace(
      float upright, float turned, double degrees, double x, double y) {
    List<SeenFace> seen = finder(upright, turned).find(SELFIE);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).degrees()).isEqualTo(degrees);
    assertThat(seen.get(0).spot().x()).isEqualTo(x);
    assertThat(seen.get(0).spot().y()).isEqualTo(y);
  }

  @Test
  void aPictureWithoutAFaceShowsNobody() {
    assertThat(finder(0, 0).find(SELFIE)).isEmpty();
  }

  /** Sees a face in the picture as it came, and one after a quarter turn clockwise. */
  private static SelfieFinder finder(float upright, float turned) {
    return new SelfieFinder(
        new GivenFaces(
            picture -> {
              boolean marked = picture.bgr()[0] != 0;
              boolean wide = picture.width() > picture.height();
              boolean quarter = !wide && picture.bgr()[3 * (picture.width() - 1)] != 0;
              float confidence = wide && marked ? upright : quarter ? turned : 0;
              return confidence == 0
                  ? List.of()
                  : List.of(
                      new DetectedFace(
                          10, 5, 20, 20, confidence, new float[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0}));
            },
            (picture, face) ->
                Optional.of(new FaceAlignment(CHIP, new Similarity(1, 0, 0, 0), new float[0]))));
  }

  private static Picture marked() {
    byte[] bgr = new byte[3 * 60 * 40];
    bgr[0] = 1;
    return new Picture(60, 40, bgr);
  }
}

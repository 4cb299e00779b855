package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortraitFinderTest {
  private static final Picture CHIP = new Picture(8, 8, new byte[3 * 64]);
  private static final int CLOSE = 320;
  private static final int SIDE = 400;
  private static final Picture PAGE = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);

  /** Detections of a look at a spot that is refused. */
  private static final int REFUSED = 48;

  private final AtomicInteger closeDetections = new AtomicInteger();

  /** The first look asks for 0.8; a JPEG's last bits move a confidence by some hundredths. */
  @ParameterizedTest
  @CsvSource({"0.82, 1", "0.79, 1", "0.75, 1", "0.65, 0"})
  void aFaceThatJustFailsTheFirstLookIsFoundByTheSecond(float confidence, int faces) {
    assertThat(finder(confidence).find(PAGE)).hasSize(faces);
  }

  @Test
  void theSecondLookIsBounded() {
    assertThat(finder(0.5f).find(PAGE)).isEmpty();
    assertThat(closeDetections).hasValue(REFUSED + 3 * REFUSED);
  }

  /** Sees a face in the middle of the page for sure, and closely with this confidence. */
  private PortraitFinder finder(float confidence) {
    return new PortraitFinder(
        new GivenFaces(
            picture -> {
              boolean close = picture.width() == CLOSE;
              if (close) {
                closeDetections.incrementAndGet();
              }
              return List.of(inTheMiddle(picture, close ? confidence : 0.9f));
            },
            (picture, face) ->
                Optional.of(new FaceAlignment(CHIP, new Similarity(1, 0, 0, 0), new float[0]))));
  }

  /** Of a height that a close look at either magnification takes for the face's. */
  private static DetectedFace inTheMiddle(Picture picture, float confidence) {
    int side = 75;
    return new DetectedFace(
        (picture.width() - side) / 2f,
        (picture.height() - side) / 2f,
        side,
        side,
        confidence,
        new float[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
  }
}

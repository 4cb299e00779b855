package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.inference.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads boxes that the test writes at chosen anchors. */
class BlazeFaceDetectorTest {
  /** The network sees it at half its size, in the upper half of the square. */
  private static final Picture FRAME = new Picture(512, 256, new byte[3 * 512 * 256]);

  private final float[] scores16 = new float[512];
  private final float[] boxes16 = new float[512 * 16];
  private final float[] scores32 = new float[384];
  private final float[] boxes32 = new float[384 * 16];

  BlazeFaceDetectorTest() {
    Arrays.fill(scores16, -5);
    Arrays.fill(scores32, -5);
  }

  @Test
  void aFrameWithoutAFaceGivesNone() {
    assertThat(detect()).isEmpty();
  }

  @Test
  void aBoxAndItsPointsAreBroughtToThePicture() {
    // Second of two boxes of row 7, column 3: the anchor is at (56, 120).
    int index = 2 * (7 * 16 + 3) + 1;
    scores16[index] = 2;
    put(boxes16, index, 4, -6, 40, 20, -8, -4, 8, -5, 1, 2, 0, 6);
    DetectedFace face = detect().get(0);
    assertThat(face.left()).isEqualTo(2 * (60 - 20));
    assertThat(face.top()).isEqualTo(2 * (114 - 10));
    assertThat(face.width()).isEqualTo(80);
    assertThat(face.height()).isEqualTo(40);
    assertThat(face.confidence()).isCloseTo(0.8808f, within(1e-4f));
    assertThat(face.landmarks()).containsExactly(96, 232, 128, 230, 114, 244, 112, 252, 112, 252);
  }

  @Test
  void coarseAnchorsHaveSixBoxesEach() {
    // Fourth of six boxes of row 2, column 5: the anchor is at (176, 80).
    int index = 6 * (2 * 8 + 5) + 3;
    scores32[index] = 1;
    put(boxes32, index, 0, 0, 10, 10);
    DetectedFace face = detect().get(0);
    assertThat(face.left()).isEqualTo(2 * (176 - 5));
    assertThat(face.top()).isEqualTo(2 * (80 - 5));
  }

  @Test
  void ofOverlappingBoxesTheSurestStays() {
    int index = 2 * (7 * 16 + 3);
    scores16[index] = 1;
    scores16[index + 1] = 3;
    put(boxes16, index, 0, 0, 40, 40);
    put(boxes16, index + 1, 2, 0, 40, 40);
    assertThat(detect()).singleElement().satisfies(f -> assertThat(f.left()).isEqualTo(76));
  }

  @Test
  void aLargeFaceMostlyOutsideThePictureComesSecond() {
    int inside = 2 * (7 * 16 + 8);
    int outside = 2 * (7 * 16);
    scores16[inside] = 1;
    scores16[outside] = 1;
    put(boxes16, inside, 0, 0, 40, 40);
    put(boxes16, outside, -20, 0, 60, 60);
    assertThat(detect()).extracting(DetectedFace::width).containsExactly(80f, 120f);
  }

  @Test
  void lessThanOneHalfIsNoFace() {
    scores16[100] = -0.01f;
    put(boxes16, 100, 0, 0, 40, 40);
    assertThat(detect()).isEmpty();
  }

  private List<DetectedFace> detect() {
    Map<String, Tensor> output =
        Map.of(
            "scores16", FakeNetwork.tensor(scores16),
            "boxes16", FakeNetwork.tensor(boxes16),
            "scores32", FakeNetwork.tensor(scores32),
            "boxes32", FakeNetwork.tensor(boxes32));
    return new BlazeFaceDetector(new FakeNetwork(input -> output)).detect(FRAME);
  }

  private static void put(float[] boxes, int index, float... numbers) {
    System.arraycopy(numbers, 0, boxes, 16 * index, numbers.length);
  }
}

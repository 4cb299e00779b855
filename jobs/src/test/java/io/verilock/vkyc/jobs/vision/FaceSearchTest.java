package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces are where {@code shown} says, for each direction of the picture. */
class FaceSearchTest {
  private static final int SIDE = 40;
  private static final DetectedFace CLEAR = face(20, 20, 0.94f);
  private static final DetectedFace FROM_THE_SIDE = face(20, 20, 0.85f);

  /** Faces by how many quarters the picture was turned. */
  private final List<List<DetectedFace>> shown = new ArrayList<>();

  private final FaceSearch search = new FaceSearch(new Marked());
  private int detections;
  private Direction direction = Direction.UNKNOWN;

  @Test
  void anUprightRecordingCostsOneDetectionAFrame() {
    shows(List.of(CLEAR), List.of(), List.of(), List.of());
    assertThat(look().view().quarters()).isZero();
    assertThat(detections).isOne();

    shows(List.of(), List.of(CLEAR), List.of(), List.of());
    for (int frame = 0; frame < 20; frame++) {
      assertThat(look().view().isEmpty()).isTrue();
    }
    assertThat(detections).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theDirectionOfAClearFaceIsKept(int quarters) {
    lies(quarters);
    assertThat(look().view().quarters()).isEqualTo(quarters);
    assertThat(detections).isEqualTo(4);

    assertThat(look().view().quarters()).isEqualTo(quarters);
    assertThat(detections).isEqualTo(6);
    assertThat(direction.quarters()).isEqualTo(quarters);
  }

  @Test
  void aFaintUprightFaceStays() {
    shows(List.of(FROM_THE_SIDE), List.of(CLEAR), List.of(), List.of());
    FaceSearch.Found found = look();
    assertThat(found.view().faces()).containsExactly(FROM_THE_SIDE);
    assertThat(found.hint()).isZero();
  }

  @Test
  void theOtherDirectionsAreTriedAtMostElevenTimes() {
    shows(List.of(), List.of(), List.of(), List.of());
    for (int frame = 0; frame < 3_000; frame++) {
      look();
    }
    assertThat(detections).isEqualTo(3_000 + 11 * 3);

    lies(1);
    assertThat(look().view().isEmpty()).isTrue();
  }

  @Test
  void whoComesIntoThePictureLaterIsFoundToo() {
    shows(List.of(), List.of(), List.of(), List.of());
    for (int frame = 0; frame < 10; frame++) {
      look();
    }
    lies(3);
    int frames = 0;
    while (look().view().isEmpty() && frames < 100) {
      frames++;
    }
    assertThat(frames).isEqualTo(6);
  }

  @Test
  void nobodyHidesBehindAFaceThatLiesOnItsSide() {
    lies(2);
    look();
    DetectedFace elsewhere = face(36, 36, 0.92f);
    shows(List.of(elsewhere), List.of(), List.of(CLEAR), List.of());

    assertThat(look().view().faces()).containsExactly(elsewhere);
    assertThat(direction).isEqualTo(Direction.UPRIGHT);
    detections = 0;
    lies(2);
    assertThat(look().view().isEmpty()).as("the way back is barred").isTrue();
    assertThat(detections).isOne();
  }

  @Test
  void whereTheKeptDirectionShowsNothingTheUprightFaceCounts() {
    lies(1);
    look();
    shows(List.of(FROM_THE_SIDE), List.of(), List.of(), List.of());
    assertThat(look().view().faces()).containsExactly(FROM_THE_SIDE);
  }

  @Test
  void theSameFaceSeenFromTheSideEndsNothing() {
    shows(List.of(), List.of(), List.of(CLEAR), List.of());
    look();
    shows(List.of(face(20, 20, 0.91f)), List.of(), List.of(CLEAR), List.of());
    assertThat(look().view().quarters()).isEqualTo(2);

    shows(List.of(CLEAR), List.of(), List.of(face(20, 20, 0.91f)), List.of());
    assertThat(look().view().quarters()).as("it turned round").isZero();
  }

  @Test
  void aFaceWithItsEyesInTheWrongPlaceIsNotClear() {
    float[] lying = {10, 10, 10, 30, 20, 20, 30, 12, 30, 28};
    DetectedFace face = new DetectedFace(5, 5, 30, 30, 0.97f, lying);
    shows(List.of(), List.of(face), List.of(), List.of());
    assertThat(look().view().isEmpty()).isTrue();
  }

  @Test
  void somethingLikeAFaceIsHintedAtFromItsBoundOn() {
    shows(List.of(), List.of(), List.of(), List.of(face(20, 20, 0.8f)));
    assertThat(look().hint()).isEqualTo(3);
    shows(List.of(), List.of(), List.of(), List.of(face(20, 20, 0.77f)));
    assertThat(look().hint()).isZero();
  }

  private void lies(int quarters) {
    shows(List.of(), List.of(), List.of(), List.of());
    shown.set(quarters, List.of(CLEAR));
  }

  private void shows(
      List<DetectedFace> upright,
      List<DetectedFace> quarter,
      List<DetectedFace> half,
      List<DetectedFace> threeQuarters) {
    shown.clear();
    shown.addAll(List.of(upright, quarter, half, threeQuarters));
  }

  private FaceSearch.Found look() {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    bgr[0] = 1;
    FaceSearch.Found found = search.look(new Picture(SIDE, SIDE, bgr), direction);
    direction = found.direction();
    return found;
  }

  private static DetectedFace face(int x, int y, float confidence) {
    float[] landmarks = {x - 4, y - 4, x + 4, y - 4, x, y, x - 3, y + 5, x + 3, y + 5};
    return new DetectedFace(x - 5, y - 5, 10, 10, confidence, landmarks);
  }

  /** Tells the directions apart by the corner that the mark is in. */
  private final class Marked implements FaceDetector {
    private static final List<Integer> CORNERS =
        List.of(0, SIDE - 1, SIDE * SIDE - 1, SIDE * (SIDE - 1));

    @Override
    public List<DetectedFace> detect(Picture picture) {
      detections++;
      for (int quarters = 0; quarters < 4; quarters++) {
        if (picture.bgr()[3 * CORNERS.get(quarters)] != 0) {
          return shown.get(quarters);
        }
      }
      throw new AssertionError("the mark is gone");
    }
  }
}

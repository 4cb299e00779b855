package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.image.Orientation;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  /** Three pixels by two, told apart by their first channel. */
  private static final byte[] PIXELS = {
    1, 0, 0, 2, 0, 0, 3, 0, 0,
    4, 0, 0, 5, 0, 0, 6, 0, 0
  };

  @ParameterizedTest
  @CsvSource({
    "NONE, 123 456",
    "QUARTER, 41 52 63",
    "HALF, 654 321",
    "THREE_QUARTERS, 36 25 14",
    "MIRROR, 321 654"
  })
  void turnsClockwise(Turn turn, String expected) {
    assertThat(rows(orientation(turn).upright(new Picture(3, 2, PIXELS)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, NONE", "90, QUARTER", "180, HALF", "270, THREE_QUARTERS", "-90, THREE_QUARTERS"})
  void readsMatricesAsLibavWritesThem(double clockwiseDegrees, Turn turn) {
    int[] matrix = new int[9];
    avutil.av_display_rotation_set(matrix, clockwiseDegrees);

    assertThat(Orientation.ofMatrix(matrix)).isEqualTo(orientation(turn));
  }

  @Test
  void turnsThatMirrorTooAreReadFromTheirMatrices() {
    for (Orientation orientation : Orientation.values()) {
      int[] matrix = matrixOf(orientation);

      assertThat(Orientation.ofMatrix(matrix)).isEqualTo(orientation);
    }
  }

  /** The matrix that sends the corners where bringing a picture upright sends them. */
  private static int[] matrixOf(Orientation orientation) {
    Picture upright = orientation.upright(new Picture(3, 2, PIXELS));
    int[] first = place(upright, 1);
    int[] right = place(upright, 2);
    int[] below = place(upright, 4);
    return new int[] {
      right[0] - first[0],
      right[1] - first[1],
      0,
      below[0] - first[0],
      below[1] - first[1],
      0,
      0,
      0,
      1
    };
  }

  private static int[] place(Picture picture, int pixel) {
    for (int i = 0; i < 6; i++) {
      if (picture.bgr()[3 * i] == pixel) {
        return new int[] {i % picture.width(), i / picture.width()};
      }
    }
    throw new AssertionError("pixel %d is gone".formatted(pixel));
  }

  @Test
  void anglesBetweenGoToTheNearestQuarter() {
    int[] matrix = new int[9];
    avutil.av_display_rotation_set(matrix, 80);

    assertThat(Orientation.ofMatrix(matrix)).isEqualTo(orientation(Turn.QUARTER));
  }

  @Test
  void aMatrixThatFlattensThePictureIsIgnored() {
    assertThat(Orientation.ofMatrix(new int[9])).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.ofMatrix(new int[] {1 << 16, 0, 0, 0, 0, 0, 0, 0, 1 << 30}))
        .isEqualTo(Orientation.UPRIGHT);
    assertThat(
            Orientation.ofMatrix(
                new int[] {Integer.MIN_VALUE, 0, 0, 0, Integer.MIN_VALUE, 0, 0, 0, 1 << 30}))
        .isEqualTo(orientation(Turn.HALF));
  }

  private static String rows(Picture picture) {
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        rows.append(picture.bgr()[3 * (y * picture.width() + x)]);
      }
      rows.append(' ');
    }
    return rows.toString().strip();
  }

  private static Orientation orientation(Turn turn) {
    return switch (turn) {
      case NONE -> Orientation.UPRIGHT;
      case QUARTER -> Orientation.NEEDS_CLOCKWISE_TURN;
      case HALF -> Orientation.HALF_TURNED;
      case THREE_QUARTERS -> Orientation.NEEDS_ANTICLOCKWISE_TURN;
      case MIRROR -> Orientation.MIRRORED;
    };
  }
}

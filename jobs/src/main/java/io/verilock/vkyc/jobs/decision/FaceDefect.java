package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Why a face cannot be used, each with the component that tells it and what a value of that
 * component leaves of the face's likeness. {@link #FACE_UNCLEAR} is told by the aligner, by none.
 *
 * <p>The tables are medians over pictures of Labelled Faces in the Wild (view 2, fold 1), each made
 * worse by known amounts of one cause: the cosine between the templates of the worse picture and of
 * the picture itself. They rise, so that the unified score falls with every cause.
 */
public enum FaceDefect {
  /** The face is too far from the camera. */
  FACE_TOO_SMALL(
      FaceQuality::interEyeDistance,
      new double[] {4.5, 5.5, 7.5, 9.5, 11, 13, 15.5, 18.5, 22, 34},
      new double[] {20, 32, 53, 71, 79, 87, 92, 95, 97, 100}),
  /** The face moves or is out of focus. */
  FACE_BLURRED(
      FaceQuality::sharpness,
      new double[] {0.47, 0.55, 0.66, 0.78, 0.92, 1.1, 1.28, 1.55, 1.83, 2.23, 2.72, 3.43, 4.5},
      new double[] {6, 15, 18, 27, 34, 45, 59, 73, 85, 93, 96, 98, 100}),
  /** Much of the face is black. */
  FACE_TOO_DARK(
      quality -> -quality.underExposure(),
      new double[] {-1, -0.97, -0.65, -0.35, -0.15, -0.07, 0},
      new double[] {30, 64, 74, 80, 87, 93, 100}),
  /** Much of the face is white. */
  FACE_OVEREXPOSED(
      quality -> -quality.overExposure(),
      new double[] {-0.93, -0.86, -0.75, -0.57, -0.35, -0.15, 0},
      new double[] {29, 42, 57, 74, 85, 93, 100}),
  /** The face is grey in grey, as behind a dirty lens or a backlight. */
  FACE_LOW_CONTRAST(
      FaceQuality::dynamicRange,
      new double[] {1.5, 2.4, 3.8, 4.3, 4.8, 5.2, 5.8, 6.3, 7.1},
      new double[] {26, 41, 44, 57, 76, 84, 93, 96, 100}),
  /** One half of the face is lit, the other is not. */
  FACE_UNEVENLY_LIT(
      FaceQuality::illuminationUniformity,
      new double[] {0.13, 0.19, 0.27, 0.38, 0.54, 0.85},
      new double[] {58, 70, 79, 88, 95, 100}),
  /**
   * The face does not look at the camera. Up to 25 degrees fitted as the others are, beyond on the
   * one development recording of a man who turns his head.
   */
  FACE_TURNED_AWAY(
      quality -> -quality.angleToCamera(),
      new double[] {-75, -60, -45, -30, -20},
      new double[] {30, 60, 75, 93, 100}),
  /** Part of the face is outside the frame. */
  FACE_CUT_OFF(
      quality -> -quality.cropped(),
      new double[] {-0.45, -0.36, -0.29, -0.2, -0.1, -0.04, 0},
      new double[] {27, 36, 52, 68, 82, 91, 100}),
  /** No face could be made out where one was detected: it may be covered. */
  FACE_UNCLEAR(quality -> 0, new double[] {0, 1}, new double[] {100, 100});

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final ToDoubleFunction<FaceQuality> component;

  @SuppressWarnings("ImmutableEnumChecker") // a record of an unmodifiable list
  private final Calibration left;

  FaceDefect(ToDoubleFunction<FaceQuality> component, double[] values, double[] percent) {
    this.component = component;
    List<Knot> knots = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      knots.add(new Knot(values[i], percent[i]));
    }
    this.left = new Calibration(knots);
  }

  /** What this cause alone leaves of the face's likeness, in percent. */
  double likenessLeft(FaceQuality quality) {
    return left.score(component.applyAsDouble(quality));
  }

  /** The code as users see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

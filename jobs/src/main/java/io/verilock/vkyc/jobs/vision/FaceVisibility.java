package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.PhotoAdvice;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the eyes and the mouth of a selfie's face are to be seen, by its mesh and the pixels
 * below it. A mesh has eyes and a mouth whether they are to be seen or not: how far the lids are
 * apart follows the picture, but a covered mouth only shows in its pixels, for lips are redder than
 * what is around them and have a dark line between them, and a mask has neither.
 *
 * <p>Thresholds were chosen on every third picture of Labelled Faces in the Wild with coverings
 * drawn on them; docs/robustness.md has the counts on the others. Hands, which have lines and the
 * colour of skin, are mostly missed.
 *
 * @param eyeOpening distance of the lids by the width of the eye, mean of both eyes: some .25 where
 *     they are open
 * @param lipContrast logarithm of the luminance around the lips by that of the darkest in and
 *     around them
 * @param lipRedness logarithm of red by green on the lips, less the same around them
 * @param foreign share of the mouth's pixels that differ in colour or light from forehead and nose,
 *     0 to 1
 */
record FaceVisibility(double eyeOpening, double lipContrast, double lipRedness, double foreign) {
  /** Of a face that was not looked at: nothing is said to be hidden. */
  static final FaceVisibility UNMEASURED = new FaceVisibility(1, 1, 1, 0);

  private static final double CLOSED = 0.15;
  private static final double FLAT = 0.25;
  private static final double VERY_FLAT = 0.12;
  private static final double PALE = 0.04;

  /** Less red than what is around them no lips are: something lies on them and not beside them. */
  private static final double BLOODLESS = -0.1;

  private static final double MORE = 0.6;

  private static final double MOSTLY = 0.5;

  // Points of MediaPipe's mesh: corners of an eye, then pairs of its upper and lower lid.
  private static final int[] EYE_LEFT = {33, 133, 160, 144, 159, 145, 158, 153};
  private static final int[] EYE_RIGHT = {362, 263, 385, 380, 386, 374, 387, 373};
  private static final int[] LIPS = {
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146
  };
  private static final int[] FOREHEAD = {107, 66, 69, 108, 151, 337, 299, 296, 336};
  private static final int[] NOSE = {193, 122, 196, 3, 51, 5, 281, 248, 419, 351, 417, 168};

  /** Side of the picture in which the mouth is looked at, and where the eyes' corners go in it. */
  private static final int SIDE = 80;

  private static final float[] EYES = {24, 30, 56, 30};

  /** How much larger than the lips what is looked at is, across and down. */
  private static final double WIDER = 1.3;

  private static final double HIGHER = 1.9;

  /** Pixels that a region must have to say anything. */
  private static final int FEW = 6;

  private static final double OTHER_COLOUR = 0.2;
  private static final double OTHER_LIGHT = 0.7;

  /** What is to be seen of a face with a mesh; everything where there is none. */
  static FaceVisibility measure(Picture picture, float[] mesh) {
    if (mesh.length == 0) {
      return UNMEASURED;
    }
    Similarity level =
        Similarity.fitted(
            new float[] {
              mesh[3 * EYE_LEFT[0]],
              mesh[3 * EYE_LEFT[0] + 1],
              mesh[3 * EYE_RIGHT[1]],
              mesh[3 * EYE_RIGHT[1] + 1]
            },
            EYES);
    SkinColours colours = SkinColours.of(Warp.through(picture, level, SIDE, SIDE));
    MeshRegion lips = MeshRegion.of(mesh, level, LIPS);
    MeshRegion mouth = lips.grown(WIDER, HIGHER);
    int[] inLips = lips.pixels(SIDE);
    int[] inMouth = mouth.pixels(SIDE);
    int[] around =
        Arrays.stream(inMouth).filter(pixel -> Arrays.binarySearch(inLips, pixel) < 0).toArray();
    int[] skin =
        MeshRegion.both(
            MeshRegion.of(mesh, level, FOREHEAD).pixels(SIDE),
            MeshRegion.of(mesh, level, NOSE).pixels(SIDE));
    double opening = (opening(mesh, EYE_LEFT) + opening(mesh, EYE_RIGHT)) / 2;
    if (inLips.length < FEW || around.length < FEW || skin.length < FEW) {
      return new FaceVisibility(opening, 1, 1, 0);
    }
    return new FaceVisibility(
        opening,
        colours.light(around, 0.5) - colours.light(inMouth, 0.08),
        colours.redness(inLips) - colours.redness(around),
        colours.foreign(inMouth, skin, OTHER_COLOUR, OTHER_LIGHT));
  }

  boolean eyesClosed() {
    return eyeOpening < CLOSED;
  }

  boolean mouthCovered() {
    boolean flat =
        lipRedness < PALE && (lipContrast < VERY_FLAT || (lipContrast < FLAT && foreign > MOSTLY));
    return flat || (lipRedness < BLOODLESS && foreign > MORE);
  }

  /** What to do about what is hidden, in words for whoever takes the next photo. */
  Optional<String> advice() {
    if (mouthCovered()) {
      return Optional.of(PhotoAdvice.MOUTH_COVERED);
    }
    return eyesClosed() ? Optional.of(PhotoAdvice.EYES_CLOSED) : Optional.empty();
  }

  private static double opening(float[] mesh, int[] eye) {
    double sum = 0;
    for (int pair = 2; pair < eye.length; pair += 2) {
      sum += distance(mesh, eye[pair], eye[pair + 1]);
    }
    return sum / (eye.length / 2 - 1) / distance(mesh, eye[0], eye[1]);
  }

  private static double distance(float[] mesh, int a, int b) {
    return Math.hypot(mesh[3 * a] - mesh[3 * b], mesh[3 * a + 1] - mesh[3 * b + 1]);
  }
}

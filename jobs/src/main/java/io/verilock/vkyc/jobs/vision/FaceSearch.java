package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;

/**
 * Finds the faces of a recording's frames, whichever way up its pictures lie. Every frame is looked
 * at as it is. Until a clear upright face is seen, the other three directions are tried on some
 * frames without any face, at most eleven. A direction that shows a clear face is kept, and costs
 * one more detection a frame; a clear upright face ends that for good, so that nobody hides behind
 * a picture that lies on its side.
 */
final class FaceSearch {
  /** A face that lies or stands on its head may be found too, but the detector is less sure. */
  private static final float CLEAR = 0.9f;

  /** From here on a person is to look; drawn animals, turned, are below. */
  private static final float FACE_LIKE = 0.8f;

  private final FaceDetector detector;

  FaceSearch(FaceDetector detector) {
    this.detector = detector;
  }

  /**
   * What was found.
   *
   * @param view the picture as it is to be judged
   * @param hint by how many quarters it is to be turned to show something like a face, where the
   *     view shows none; 0 where it shows nothing of the kind
   * @param direction for the next frame
   */
  record Found(TurnedPicture view, int hint, Direction direction) {}

  /** The frame's faces, given what the frames before it told. */
  Found look(Picture picture, Direction before) {
    TurnedPicture asItIs = TurnedPicture.look(detector, picture, 0);
    if (before.quarters() != 0) {
      return lookTurned(picture, asItIs, before);
    }
    if (before.upright() || asItIs.faces().stream().anyMatch(FaceSearch::isClear)) {
      return new Found(asItIs, 0, Direction.UPRIGHT);
    }
    if (!asItIs.isEmpty()) {
      return new Found(asItIs, 0, before);
    }
    return before.mayTry()
        ? tryOthers(picture, asItIs, before)
        : new Found(asItIs, 0, before.missedAgain());
  }

  private Found tryOthers(Picture picture, TurnedPicture asItIs, Direction before) {
    TurnedPicture surest = asItIs;
    for (int quarters = 1; quarters < 4; quarters++) {
      TurnedPicture turned = TurnedPicture.look(detector, picture, quarters);
      surest = turned.confidence() > surest.confidence() ? turned : surest;
    }
    if (surest.quarters() != 0 && sureness(surest) >= CLEAR) {
      return new Found(surest, 0, before.turned(surest.quarters()));
    }
    boolean faceLike = asItIs.isEmpty() && sureness(surest) >= FACE_LIKE;
    return new Found(asItIs, faceLike ? surest.quarters() : 0, before.missedAgain());
  }

  private Found lookTurned(Picture picture, TurnedPicture asItIs, Direction before) {
    TurnedPicture turned = TurnedPicture.look(detector, picture, before.quarters());
    if (asItIs.faces().stream().anyMatch(face -> isClear(face) && isOfItsOwn(face, turned))) {
      return new Found(asItIs, 0, Direction.UPRIGHT);
    }
    return new Found(turned.isEmpty() ? asItIs : turned, 0, before);
  }

  /** Whether an upright face is none of those of the turned picture, seen from the side. */
  private static boolean isOfItsOwn(DetectedFace upright, TurnedPicture turned) {
    FaceSpot spot = FaceSpot.of(upright);
    return turned.faces().stream()
        .noneMatch(
            face -> turned.spot(face).isAt(spot) && face.confidence() >= upright.confidence());
  }

  private static boolean isClear(DetectedFace face) {
    return face.confidence() >= CLEAR && isUpright(face);
  }

  /** How sure the detector is that the picture's foremost face stands upright. */
  private static float sureness(TurnedPicture view) {
    return view.isEmpty() || !isUpright(view.faces().get(0)) ? 0 : view.confidence();
  }

  /** Whether the eyes are side by side above the mouth: some detectors know no up. */
  private static boolean isUpright(DetectedFace face) {
    float[] points = face.landmarks();
    float across = points[2] - points[0];
    float aslant = Math.abs(points[3] - points[1]);
    float down = (points[7] + points[9] - points[1] - points[3]) / 2;
    float aside = Math.abs(points[6] + points[8] - points[0] - points[2]) / 2;
    return across > aslant && down > aside;
  }
}

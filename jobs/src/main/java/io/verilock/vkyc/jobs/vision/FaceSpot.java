package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;

/**
 * Where on a picture a detector saw a face.
 *
 * @param x of the face's middle, in pixels of the picture
 * @param y of the face's middle, in pixels of the picture
 * @param height of the face's box, in pixels of the picture
 * @param confidence of the detector, 0 to 1
 */
public record FaceSpot(double x, double y, double height, float confidence) {
  private static final double LIKE_HEIGHT = 1.5;

  /** Where a face was found. */
  static FaceSpot of(DetectedFace face) {
    return new FaceSpot(
        face.left() + face.width() / 2,
        face.top() + face.height() / 2,
        face.height(),
        face.confidence());
  }

  /** The same spot with a face of another height. */
  FaceSpot withHeight(double other) {
    return new FaceSpot(x, y, other, confidence);
  }

  /** Whether both may be sightings of one face. */
  boolean isAt(FaceSpot other) {
    return Math.hypot(x - other.x, y - other.y) < Math.max(height, other.height) / 2;
  }

  /** Whether a look at one shows no more than a look at the other. */
  boolean isLike(FaceSpot other) {
    return isAt(other)
        && Math.max(height, other.height) < LIKE_HEIGHT * Math.min(height, other.height);
  }
}

package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;

/**
 * A face of a photo, seen closely.
 *
 * @param spot where on the photo it is
 * @param degrees by how much it is turned clockwise in the photo, -180 to 180
 * @param contrast standard deviation of the aligned face's grey: low where a print is pale
 * @param sharpness of the aligned face: low where it has fewer pixels than the aligned picture
 * @param template of length 1
 * @param quality of a selfie's face; {@link FaceQuality#UNMEASURED} of a portrait, which is a print
 * @param visibility of a selfie's eyes and mouth; {@link FaceVisibility#UNMEASURED} of a portrait
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record SeenFace(
    FaceSpot spot,
    double degrees,
    double contrast,
    double sharpness,
    float[] template,
    FaceQuality quality,
    FaceVisibility visibility) {
  /**
   * A face as it was detected and aligned.
   *
   * @param spot where on the photo it is
   * @param degrees by how much an upright face would be turned clockwise in the photo
   * @param quality of the face, where it was measured
   * @param visibility of its eyes and mouth, where it was measured
   */
  static SeenFace of(
      DetectedFace face,
      FaceSpot spot,
      double degrees,
      Picture aligned,
      float[] template,
      FaceQuality quality,
      FaceVisibility visibility) {
    float[] eyes = face.landmarks();
    double aslant = Math.toDegrees(Math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]));
    return new SeenFace(
        spot,
        Math.IEEEremainder(degrees + aslant, 360),
        FaceMeasures.contrast(aligned),
        FaceMeasures.sharpness(aligned),
        template,
        quality,
        visibility);
  }

  /** Height of its box, in pixels of the photo. */
  double height() {
    return spot.height();
  }
}

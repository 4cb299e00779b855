package io.verilock.vkyc.jobs.decision;

/**
 * Quality components of one face, named after ISO/IEC 29794-5. Occlusion, eyes open and expression
 * are not among them: nothing at hand shows them reliably. A covered face lowers the detector's
 * confidence, but so do other things, and each detector's in another way.
 *
 * @param interEyeDistance between the middles of the eyes, in pixels of the frame
 * @param headSize height of the face's box as a share of the frame's height
 * @param sharpness mean absolute second difference of luminance on the aligned face, 112 pixels
 *     wide, along the direction where it is least: 2.5 to 6 on a sharp picture
 * @param illuminationUniformity overlap of the luminance histograms of the face's two halves, 0 to
 *     1
 * @param underExposure share of the face with a luminance up to 25
 * @param overExposure share of the face with a luminance from 247
 * @param dynamicRange entropy of the face's luminance histogram, 0 to 8 bits
 * @param yaw degrees, 0 in front, positive where the face looks to the right of the picture
 * @param pitch degrees, positive where the face looks down; 0 where there is no mesh, as five
 *     landmarks do not tell it
 * @param roll degrees, positive where the head is tilted clockwise in the picture
 * @param cropped share of the face that lies outside the frame
 */
public record FaceQuality(
    float interEyeDistance,
    float headSize,
    float sharpness,
    float illuminationUniformity,
    float underExposure,
    float overExposure,
    float dynamicRange,
    float yaw,
    float pitch,
    float roll,
    float cropped) {
  /** The quality of a face that was not measured, because it was too small or not aligned. */
  public static final FaceQuality UNMEASURED = new FaceQuality(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Below this a frame is not used. Of degraded pictures with a unified score under 40, three in
   * four do not match another picture of the same person (Labelled Faces in the Wild, view 2, fold
   * 2); from 80 on it is one in twenty-five.
   */
  public static final double USABLE_FROM = 40;

  /**
   * Unified quality score, 0-100: what share of a face's likeness to itself is left, by the worst
   * component. The components are not multiplied, because one cause shows in several of them.
   */
  public double unifiedScore() {
    double lowest = 100;
    for (FaceDefect defect : FaceDefect.values()) {
      lowest = Math.min(lowest, defect.likenessLeft(this));
    }
    return lowest;
  }

  /** What holds the unified score down most. */
  public FaceDefect worstDefect() {
    FaceDefect worst = FaceDefect.FACE_TOO_SMALL;
    for (FaceDefect defect : FaceDefect.values()) {
      if (defect.likenessLeft(this) < worst.likenessLeft(this)) {
        worst = defect;
      }
    }
    // A small face is blurred once it is enlarged: coming closer is what helps.
    if (worst == FaceDefect.FACE_BLURRED && FaceDefect.FACE_TOO_SMALL.likenessLeft(this) < 80) {
      return FaceDefect.FACE_TOO_SMALL;
    }
    // Too much light and too little both take the range away: the cause is what to tell a person.
    if (worst == FaceDefect.FACE_LOW_CONTRAST && Math.max(underExposure, overExposure) > 0.1) {
      return underExposure > overExposure ? FaceDefect.FACE_TOO_DARK : FaceDefect.FACE_OVEREXPOSED;
    }
    return worst;
  }

  /** What the frame's template weighs in the clip's: good frames count more than fair ones. */
  public double weight() {
    double quality = unifiedScore() / 100;
    return quality * quality;
  }

  /** Angle in degrees between where the face looks and the camera. */
  double angleToCamera() {
    double cosine = Math.cos(Math.toRadians(yaw)) * Math.cos(Math.toRadians(pitch));
    return Math.toDegrees(Math.acos(cosine));
  }
}

package io.verilock.vkyc.jobs.decision;

/**
 * What is seen of faces on one frame.
 *
 * @param faces faces on the frame, without those far smaller than the largest
 * @param faceHeight height of the largest face's box, pixels
 * @param quality of the largest face
 * @param signature mean grey of 32 by 32 blocks of the frame; empty where there is no face
 * @param facePoints x and y of points of the largest face's mesh, in pixels; the first two points
 *     are the outer corners of the eyes; empty where no mesh was laid
 * @param defect why the largest face cannot be scored; null where it can, or where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceSighting(
    int faces,
    float faceHeight,
    FaceQuality quality,
    byte[] signature,
    float[] facePoints,
    FaceDefect defect) {
  /** A frame on which no face is seen. */
  public static final FaceSighting WITHOUT_FACE =
      new FaceSighting(0, 0, FaceQuality.UNMEASURED, new byte[0], new float[0], null);

  /** Whether the largest face can be scored. */
  public boolean usable() {
    return faces > 0 && defect == null;
  }
}

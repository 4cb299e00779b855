package io.verilock.vkyc.jobs.decision;

/**
 * What is seen of faces on one frame.
 *
 * @param faces faces on the frame, without those far smaller than the largest
 * @param faceHeight height of the most prominent face's box, pixels
 * @param quality of the most prominent face
 * @param signature mean grey of 32 by 32 blocks of the frame; empty where there is no face
 * @param facePoints x and y of points of the most prominent face's mesh, in pixels; the first two
 *     points are the outer corners of the eyes; empty where no mesh was laid
 * @param defect why the most prominent face cannot be scored; null where it can, or where there is
 *     none
 * @param quarters by how many the frame was turned clockwise, where its pixels do not stand
 *     upright; without a face, by how many it is to be turned to show something like one
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceSighting(
    int faces,
    float faceHeight,
    FaceQuality quality,
    byte[] signature,
    float[] facePoints,
    FaceDefect defect,
    int quarters) {
  /** A frame on which no face is seen. */
  public static final FaceSighting WITHOUT_FACE = withoutFace(0);

  /** What is seen on a frame that stands upright. */
  public FaceSighting(
      int faces,
      float faceHeight,
      FaceQuality quality,
      byte[] signature,
      float[] facePoints,
      FaceDefect defect) {
    this(faces, faceHeight, quality, signature, facePoints, defect, 0);
  }

  /**
   * A frame on which no face is seen.
   *
   * @param quarters by how many it is to be turned to show something like a face, or 0
   */
  public static FaceSighting withoutFace(int quarters) {
    return new FaceSighting(
        0, 0, FaceQuality.UNMEASURED, new byte[0], new float[0], null, quarters);
  }

  /** Whether the largest face can be scored. */
  public boolean usable() {
    return faces > 0 && defect == null;
  }
}

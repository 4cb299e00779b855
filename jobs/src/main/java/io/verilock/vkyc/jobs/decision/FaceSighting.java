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
  // After the corners of the eyes every seventh point of the mesh is kept: its points 0 and 14.
  private static final int UPPER_LIP = 2;
  private static final int LOWER_LIP = 4;

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

  /**
   * How far the mouth is open: from the top of the upper lip to the lower edge of the opening, in
   * widths of the face between the outer corners of the eyes; 0 without a mesh.
   */
  double mouthOpening() {
    if (facePoints.length <= 2 * LOWER_LIP + 1) {
      return 0;
    }
    double width = distance(0, 1);
    return width == 0 ? 0 : distance(UPPER_LIP, LOWER_LIP) / width;
  }

  private double distance(int a, int b) {
    return Math.hypot(
        facePoints[2 * a] - facePoints[2 * b], facePoints[2 * a + 1] - facePoints[2 * b + 1]);
  }

  /** Whether the largest face can be scored. */
  public boolean usable() {
    return faces > 0 && defect == null;
  }
}

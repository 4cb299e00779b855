package io.verilock.vkyc.jobs.decision;

/**
 * What is seen of faces on one frame.
 *
 * @param faces faces on the frame
 * @param faceHeight height of the largest face's box, pixels
 * @param sharpness of the aligned face; 0 where it is not usable
 * @param signature mean grey of 32 by 32 blocks of the frame; empty where there is no face
 * @param facePoints x and y of points of the largest face's mesh, in pixels; the first two points
 *     are the outer corners of the eyes; empty where no mesh was laid
 * @param usable whether the largest face can be scored
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceSighting(
    int faces,
    float faceHeight,
    float sharpness,
    byte[] signature,
    float[] facePoints,
    boolean usable) {
  /** A frame on which no face is seen. */
  public static final FaceSighting WITHOUT_FACE =
      new FaceSighting(0, 0, 0, new byte[0], new float[0], false);
}

package io.verilock.vkyc.jobs.decision;

/**
 * What is seen of faces on one frame.
 *
 * @param faces faces on the frame
 * @param faceHeight height of the most prominent face's box, pixels
 * @param sharpness of the aligned face; 0 where it is not usable
 * @param signature mean grey of 32 by 32 blocks of the frame; empty where there is no face
 * @param usable whether the most prominent face can be scored
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceSighting(
    int faces, float faceHeight, float sharpness, byte[] signature, boolean usable) {
  /** A frame on which no face is seen. */
  public static final FaceSighting WITHOUT_FACE = new FaceSighting(0, 0, 0, new byte[0], false);
}

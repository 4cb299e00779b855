package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;

/**
 * A face in position for its embedder.
 *
 * @param face the aligned face
 * @param mesh x, y and depth of the 468 points of MediaPipe's face mesh, in pixels of the picture
 *     that the face was found in, depth growing away from the camera; empty where the aligner lays
 *     no mesh
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceAlignment(Picture face, float[] mesh) {
  /** Points of a mesh. */
  public static final int MESH_POINTS = 468;
}

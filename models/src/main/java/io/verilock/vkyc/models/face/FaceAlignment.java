package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;

/**
 * A face in position for its embedder.
 *
 * @param face the aligned face
 * @param placed brings the picture that the face was found in to the aligned face
 * @param mesh x, y and depth of the 468 points of MediaPipe's face mesh, in pixels of the picture
 *     that the face was found in, depth growing away from the camera; empty where the aligner lays
 *     no mesh
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FaceAlignment(Picture face, Similarity placed, float[] mesh) {
  /** Points of a mesh. */
  public static final int MESH_POINTS = 468;

  /**
   * The aligned face as it were had it been seen larger or smaller, about its middle.
   *
   * @param picture that the face was found in
   * @param factor by which the face grows
   */
  public Picture zoomed(Picture picture, double factor) {
    double middleX = (face.width() - 1) / 2.0 * (1 - factor);
    double middleY = (face.height() - 1) / 2.0 * (1 - factor);
    Similarity grown = placed.scaled(factor);
    Similarity about =
        new Similarity(grown.a(), grown.b(), grown.shiftX() + middleX, grown.shiftY() + middleY);
    return Warp.through(picture, about, face.width(), face.height());
  }
}

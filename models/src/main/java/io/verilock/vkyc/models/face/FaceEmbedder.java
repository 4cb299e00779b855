package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;

/** Turns an aligned face into an embedding. Safe for use by several threads. */
public interface FaceEmbedder {
  /** Which model this is, as {@code pack/file@checksum}; embeddings of two models never compare. */
  String version();

  /** Numbers in an embedding. */
  int length();

  /**
   * Whether an embedding holds the face's mirror image already, so that adding it gains nothing.
   */
  default boolean seesMirrorImage() {
    return false;
  }

  /** The embedding of a face aligned by the same pack's {@link FaceAligner}: of length 1. */
  float[] embed(Picture alignedFace);
}

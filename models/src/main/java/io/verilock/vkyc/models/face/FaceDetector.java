package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import java.util.List;

/** Finds faces. Safe for use by several threads. */
public interface FaceDetector {
  /** All faces of the picture, the largest first; empty where there is none. */
  List<DetectedFace> detect(Picture picture);
}

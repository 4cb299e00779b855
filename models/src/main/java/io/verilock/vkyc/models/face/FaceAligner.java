package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import java.util.Optional;

/** Brings a face into the position and size its embedder was trained on. */
public interface FaceAligner {
  /** The aligned face, or nothing where a closer look shows that it is no face. */
  Optional<FaceAlignment> align(Picture picture, DetectedFace face);
}

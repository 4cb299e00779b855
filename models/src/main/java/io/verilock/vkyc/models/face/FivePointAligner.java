package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import java.util.Optional;

/** Brings eyes, nose and mouth corners to the places of the ArcFace template, 112 x 112 pixels. */
public final class FivePointAligner implements FaceAligner {
  /** Width and height of an aligned face. */
  public static final int SIDE = 112;

  private static final float[] NO_MESH = {};
  static final float[] TEMPLATE = {
    38.2946f, 51.6963f, 73.5318f, 51.5014f, 56.0252f, 71.7366f, 41.5493f, 92.3655f, 70.7299f,
    92.2041f
  };

  /** Nothing where the landmarks lie on one spot, which no similarity can bring apart. */
  @Override
  public Optional<FaceAlignment> align(Picture picture, DetectedFace face) {
    Similarity toTemplate = Similarity.fitted(face.landmarks(), TEMPLATE);
    double scale = toTemplate.scale();
    return scale > 0 && Double.isFinite(scale)
        ? Optional.of(
            new FaceAlignment(Warp.through(picture, toTemplate, SIDE, SIDE), toTemplate, NO_MESH))
        : Optional.empty();
  }
}

package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;

/**
 * One model of passive presentation attack detection on a single frame. The crop is cut where the
 * frame is, the score made where the crop is sent.
 */
public interface LivenessScorer {
  /** Short name, unique in the pack, such as {@code minifasnet-2.7}. */
  String name();

  /** What the model looks at: the face with as much around it as it was trained on. */
  Picture crop(Picture frame, DetectedFace face);

  /** Probability that the crop shows a bona fide presentation, 0 to 1. */
  double score(Picture crop);
}

package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.LivenessScorer;
import java.util.List;

/**
 * What scoring needs to know of a pack.
 *
 * @param faceMatch brings a cosine to 0-100
 * @param passiveLiveness brings the fused probability of a clip to 0-100
 * @param fusion makes one opinion of the liveness models'
 * @param liveness names of the liveness models, in the order of a frame's probabilities
 */
public record ScoringModels(
    Calibration faceMatch,
    Calibration passiveLiveness,
    LivenessFusion fusion,
    List<String> liveness) {
  /** What scoring needs of these models. */
  public static ScoringModels of(ModelSet models) {
    return new ScoringModels(
        models.faceMatch(),
        models.passiveLiveness(),
        models.livenessFusion(),
        models.liveness().stream().map(LivenessScorer::name).toList());
  }
}

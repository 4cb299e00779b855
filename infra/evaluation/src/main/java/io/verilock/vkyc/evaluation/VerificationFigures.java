package io.verilock.vkyc.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.verilock.vkyc.evaluation.metrics.Bootstrap;
import io.verilock.vkyc.evaluation.metrics.Bootstrap.Interval;
import io.verilock.vkyc.evaluation.metrics.Separation;
import java.util.Collection;

/**
 * How well face matching tells pairs of one person from pairs of two. A pair without a face counts
 * as not matched in every rate.
 *
 * @param pairs whose pictures could be read
 * @param unreadable pairs left out because a picture could not be read
 * @param noFace pairs of which a picture has no face
 * @param pictures different ones in the pairs
 * @param persons different ones, where the pictures' folders tell; else null
 * @param fmr share of impostor pairs at or above the operating threshold
 * @param fnmr share of genuine pairs below it
 * @param thresholdAtEer as a cosine
 */
public record VerificationFigures(
    int pairs,
    int genuine,
    int impostor,
    int noFace,
    int unreadable,
    int pictures,
    Integer persons,
    Double auc,
    Double eer,
    @JsonProperty("eer_95") Interval eer95,
    Double thresholdAtEer,
    @JsonProperty("tar_at_far_1e2") Double tarAtFar1e2,
    @JsonProperty("tar_at_far_1e2_95") Interval tarAtFar1e2In95,
    @JsonProperty("tar_at_far_1e3") Double tarAtFar1e3,
    @JsonProperty("tar_at_far_1e3_95") Interval tarAtFar1e3In95,
    Double fmr,
    Double fnmr) {

  /** The figures of pairs that were compared. */
  static VerificationFigures of(
      Collection<ScoredPair> pairs, int unreadable, int pictures, Integer persons) {
    Separation cosines = ScoredPair.cosines(pairs);
    Separation scores = ScoredPair.scores(pairs);
    Separation.Point equal = cosines.equalError();
    return new VerificationFigures(
        pairs.size(),
        cosines.genuine().length,
        cosines.impostor().length,
        (int) pairs.stream().filter(pair -> pair.cosine() == null).count(),
        unreadable,
        pictures,
        persons,
        cosines.areaUnderCurve(),
        equal == null ? null : equal.falseAccepts(),
        Bootstrap.interval(cosines, VerificationFigures::equalErrorRate),
        equal == null ? null : Rates.finite(equal.threshold()),
        cosines.acceptedAt(0.01),
        Bootstrap.interval(cosines, resampled -> resampled.acceptedAt(0.01)),
        cosines.acceptedAt(0.001),
        Bootstrap.interval(cosines, resampled -> resampled.acceptedAt(0.001)),
        scores.falseAccepts(Rates.OPERATING_THRESHOLD),
        scores.falseRejects(Rates.OPERATING_THRESHOLD));
  }

  private static Double equalErrorRate(Separation scores) {
    Separation.Point equal = scores.equalError();
    return equal == null ? null : equal.falseAccepts();
  }
}

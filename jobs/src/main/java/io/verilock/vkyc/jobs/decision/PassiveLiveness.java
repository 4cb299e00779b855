package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.face.RecaptureScorer;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the passive liveness models say of a whole video, together and on recapture alone. */
final class PassiveLiveness {
  private final ScoringModels models;

  PassiveLiveness(ScoringModels models) {
    this.models = models;
  }

  /**
   * The checks of passive liveness and, where the pack judges it, of recapture.
   *
   * @param usable frames, each with the look that stands for it
   * @param looks frames that the models looked at
   */
  List<Check> checks(List<FrameEvidence> usable, long looks) {
    List<FrameEvidence> scored = usable.stream().filter(FrameEvidence::lookedAt).toList();
    if (scored.isEmpty()) {
      boolean blind = !usable.isEmpty();
      return List.of(
          Checks.unscored(
              CheckName.PASSIVE_LIVENESS,
              blind ? CheckStatus.not_available : CheckStatus.not_performed,
              Map.of(),
              blind ? Checks.codes(Reason.PASSIVE_LIVENESS_NOT_AVAILABLE) : List.of()));
    }
    Map<String, Double> measures = new HashMap<>();
    measures.put("frames", (double) looks);
    for (int model = 0; model < models.liveness().size(); model++) {
      int at = model;
      measures.put(
          models.liveness().get(model),
          scored.stream().mapToDouble(frame -> frame.liveness()[at]).average().orElseThrow());
    }
    double logit =
        scored.stream()
            .mapToDouble(frame -> models.fusion().logit(frame.liveness()))
            .average()
            .orElseThrow();
    double score = models.passiveLiveness().score(LogisticRegression.probability(logit));
    Check passive = Checks.scored(CheckName.PASSIVE_LIVENESS, score, measures);
    int recapture = models.liveness().indexOf(RecaptureScorer.NAME);
    return recapture < 0
        ? List.of(passive)
        : List.of(passive, recapture(scored, recapture, score >= 50));
  }

  /** Names its reason only where the models together doubt: alone it errs too often to accuse. */
  private static Check recapture(List<FrameEvidence> scored, int at, boolean bonaFide) {
    double logit =
        scored.stream()
            .mapToDouble(frame -> LogisticRegression.logitOf(frame.liveness()[at]))
            .average()
            .orElseThrow();
    double score = 100 * LogisticRegression.probability(logit);
    boolean named = score < 50 && !bonaFide;
    return Checks.scored(
        CheckName.RECAPTURE,
        score,
        Map.of(),
        named ? new Reason[] {Reason.RECAPTURE_SUSPECTED} : new Reason[0]);
  }
}

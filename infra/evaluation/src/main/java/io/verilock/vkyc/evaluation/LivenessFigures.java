package io.verilock.vkyc.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.verilock.vkyc.evaluation.metrics.AttackErrors;
import io.verilock.vkyc.evaluation.metrics.AttackErrors.Presentation;
import io.verilock.vkyc.evaluation.metrics.AttackErrors.Species;
import io.verilock.vkyc.evaluation.metrics.Separation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How well a liveness check tells people from attacks, by ISO/IEC 30107-3 at the operating
 * threshold. What has no usable face counts as not accepted.
 *
 * @param noFace presentations without a usable face
 * @param notScored presentations with a face that the check gives no score to; they are left out
 * @param scoreAtEer the score at which the equal error rate is reached
 * @param apcerWorstSpecies the standard's APCER: that of the species accepted most often
 * @param bpcerAtApcer5Percent share of bona fide presentations rejected where the threshold accepts
 *     5 % of the attacks at most
 * @param labels how each label of attacks fared
 * @param species how each species fared: label, support and medium where those are given
 */
public record LivenessFigures(
    int bonaFide,
    int attacks,
    int noFace,
    int notScored,
    Double auc,
    Double eer,
    Double scoreAtEer,
    Double apcer,
    Double apnrr,
    Double bpcer,
    Double bpnrr,
    Double acer,
    String worstSpecies,
    Double apcerWorstSpecies,
    @JsonProperty("bpcer_at_apcer_5_percent") Double bpcerAtApcer5Percent,
    SortedMap<String, Species> labels,
    SortedMap<String, Species> species) {

  /**
   * A presentation and the check's score of it.
   *
   * @param species of the attack; null where it is bona fide
   * @param usable whether it has a usable face
   * @param score null where the check gave none
   */
  record Scored(String label, String species, boolean usable, Double score) {
    boolean counts() {
      return !usable || score != null;
    }
  }

  /** The figures of a check. */
  static LivenessFigures of(List<Scored> presentations) {
    List<Scored> counted = presentations.stream().filter(Scored::counts).toList();
    Separation scores = separation(counted);
    Separation.Point equal = scores.equalError();
    AttackErrors errors = errors(counted, false);
    Double accepted = scores.acceptedAt(0.05);
    return new LivenessFigures(
        scores.genuine().length,
        scores.impostor().length,
        (int) counted.stream().filter(scored -> !scored.usable()).count(),
        presentations.size() - counted.size(),
        scores.areaUnderCurve(),
        equal == null ? null : equal.falseAccepts(),
        equal == null ? null : Rates.finite(equal.threshold()),
        errors.apcer(),
        errors.apnrr(),
        errors.bpcer(),
        errors.bpnrr(),
        errors.acer(),
        errors.worstSpecies(),
        errors.apcerWorstSpecies(),
        accepted == null ? null : 1 - accepted,
        errors(counted, true).species(),
        errors.species());
  }

  /** The scores of bona fide presentations and of attacks. */
  static Separation separation(List<Scored> presentations) {
    return new Separation(values(presentations, false), values(presentations, true));
  }

  private static double[] values(List<Scored> presentations, boolean attacks) {
    return presentations.stream()
        .filter(scored -> scored.counts() && (scored.species() != null) == attacks)
        .mapToDouble(scored -> scored.usable() ? scored.score() : Rates.NO_SCORE)
        .toArray();
  }

  private static AttackErrors errors(List<Scored> presentations, boolean byLabel) {
    List<Presentation> shown = new ArrayList<>();
    for (Scored scored : presentations) {
      boolean attack = scored.species() != null;
      shown.add(
          new Presentation(
              attack && byLabel ? scored.label() : scored.species(),
              scored.usable() ? scored.score() : null));
    }
    return AttackErrors.of(shown, Rates.OPERATING_THRESHOLD);
  }
}

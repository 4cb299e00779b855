package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.schemas.Outcome;
import java.io.Serializable;

/**
 * What a policy makes of a check's score.
 *
 * @param band thresholds of the score
 * @param failed what the check's reasons lead to when it fails; null: what each of them leads to
 *     anyway
 */
public record CheckRule(Band band, Outcome failed) implements Serializable {
  /** A rule of two thresholds. */
  public static CheckRule of(Band band) {
    return new CheckRule(band, null);
  }
}

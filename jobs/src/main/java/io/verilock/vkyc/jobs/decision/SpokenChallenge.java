package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.List;
import java.util.Map;

/** Says whether the sentence that the session asked for was said, when it was asked for. */
final class SpokenChallenge {
  private SpokenChallenge() {}

  /**
   * Makes the check.
   *
   * @param phrase null where the session asks for none
   */
  static Check of(PhraseEvidence phrase) {
    if (phrase == null || phrase.obstacle() != null) {
      return Checks.unscored(
          CheckName.SPOKEN_CHALLENGE,
          phrase == null ? CheckStatus.not_performed : CheckStatus.not_available,
          Map.of(),
          phrase == null ? List.of() : List.of(phrase.obstacle()));
    }
    return Checks.scored(
        CheckName.SPOKEN_CHALLENGE,
        phrase.score(),
        Map.of(),
        phrase.said() ? new Reason[0] : new Reason[] {Reason.PHRASE_NOT_SAID});
  }
}

package io.verilock.vkyc.jobs.speech;

import io.verilock.vkyc.jobs.decision.PhraseEvidence;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import io.verilock.vkyc.schemas.Phrases;
import java.util.Optional;
import java.util.Random;

/** Judges whether a sentence was said, and none of those that others are asked for. */
public final class PhraseJudge {
  /** Sentences that it is told apart from. */
  private static final int DECOYS = 60;

  /** Margin at which the score is 100: a sentence said as clearly as any sounds of the language. */
  private static final double CLEAR = 0;

  /** Margin from which a sentence can have been said. */
  private static final double LEAST = -25;

  private PhraseJudge() {}

  /** Whether the sentence was said in this sound; the same sound has the same answer. */
  public static PhraseEvidence judge(
      ModelSet models, String language, String phrase, short[] sound) {
    Optional<PhraseVerifier> verifier = models.phrases();
    Phrases others = Phrases.of(language);
    if (verifier.isEmpty() || others == null) {
      return PhraseEvidence.unknown(Outcome.NOT_AVAILABLE.reason());
    }
    PhraseVerdict verdict =
        verifier
            .get()
            .verify(
                language,
                phrase,
                others.others(phrase, DECOYS, new Random(phrase.hashCode())),
                sound);
    return switch (verdict.outcome()) {
      case SAID -> new PhraseEvidence(true, score(verdict.margin()), null);
      case NOT_SAID -> new PhraseEvidence(false, 0, null);
      case WORD_UNKNOWN, NOT_AVAILABLE -> PhraseEvidence.unknown(verdict.outcome().reason());
    };
  }

  private static double score(double margin) {
    double clearness = (margin - LEAST) / (CLEAR - LEAST);
    return 50 + 50 * Math.max(0, Math.min(1, clearness));
  }
}

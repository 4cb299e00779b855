package io.verilock.vkyc.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.PhraseEvidence;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import io.verilock.vkyc.testing.ColourModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhraseJudgeTest {
  private static final short[] SOUND = new short[8];
  private static final String PHRASE = "two green cats sleep at home";

  private final List<List<String>> decoys = new ArrayList<>();

  @Test
  void aSentenceIsToldApartFromAtLeastFiftyOthersAlwaysTheSame() {
    judge(new PhraseVerdict(Outcome.SAID, -5, 3, 0, List.of(), List.of()));
    judge(new PhraseVerdict(Outcome.SAID, -5, 3, 0, List.of(), List.of()));

    assertThat(decoys.get(0)).hasSizeGreaterThanOrEqualTo(50).doesNotContain(PHRASE);
    assertThat(decoys.get(0)).doesNotHaveDuplicates();
    assertThat(decoys.get(1)).isEqualTo(decoys.get(0));
  }

  @Test
  void theMarginIsTheScore() {
    assertThat(judge(new PhraseVerdict(Outcome.SAID, 2, 3, 0, List.of(), List.of())))
        .isEqualTo(new PhraseEvidence(true, 100, null));
    assertThat(judge(new PhraseVerdict(Outcome.SAID, -25, 0, 0, List.of(), List.of())))
        .isEqualTo(new PhraseEvidence(true, 50, null));
    assertThat(judge(new PhraseVerdict(Outcome.NOT_SAID, -5, -3, 0, List.of(), List.of())))
        .isEqualTo(new PhraseEvidence(false, 0, null));
  }

  @Test
  void whatKeepsFromTellingIsSaid() {
    assertThat(judge(new PhraseVerdict(Outcome.WORD_UNKNOWN, 0, 0, 0, List.of(), List.of("zzz"))))
        .isEqualTo(PhraseEvidence.unknown("phrase_word_unknown"));
    ColourModels deaf =
        new ColourModels() {
          @Override
          public Optional<PhraseVerifier> phrases() {
            return Optional.empty();
          }
        };
    assertThat(PhraseJudge.judge(deaf, "en", PHRASE, SOUND))
        .isEqualTo(PhraseEvidence.unknown("phrase_check_not_available"));
    assertThat(PhraseJudge.judge(models(null), "xx", PHRASE, SOUND))
        .isEqualTo(PhraseEvidence.unknown("phrase_check_not_available"));
  }

  private PhraseEvidence judge(PhraseVerdict verdict) {
    return PhraseJudge.judge(models(verdict), "en", PHRASE, SOUND);
  }

  private ColourModels models(PhraseVerdict verdict) {
    return new ColourModels() {
      @Override
      public Optional<PhraseVerifier> phrases() {
        return Optional.of(
            new PhraseVerifier() {
              @Override
              public Set<String> languages() {
                return Set.of("en");
              }

              @Override
              public PhraseVerdict verify(
                  String language, String phrase, List<String> others, short[] sound) {
                decoys.add(others);
                return verdict;
              }
            });
      }
    };
  }
}

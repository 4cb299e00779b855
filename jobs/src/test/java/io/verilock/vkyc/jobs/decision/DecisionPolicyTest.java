package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionPolicyTest {
  private static final ScoringSettings SCORING = new ScoringSettings(5, 0.2);
  private static final DecisionPolicy POLICY =
      new DecisionPolicy(SCORING, new Band(40, 60), new Band(30, 70));

  private static final DecisionPolicy POLICY_OF_BOTH =
      new DecisionPolicy(
          SCORING,
          POLICY.checks(),
          Map.of(),
          List.of(List.of("passive_liveness", "head_turn_challenge")));

  @ParameterizedTest
  @CsvSource({
    "match_selfie,     39.99, failed,    declined,     selfie_mismatch",
    "match_selfie,     40,    uncertain, needs_review, selfie_match_uncertain",
    "match_selfie,     59.99, uncertain, needs_review, selfie_match_uncertain",
    "match_selfie,     60,    passed,    approved,     ''",
    "match_document,   39.99, failed,    declined,     document_mismatch",
    "match_document,   50,    uncertain, needs_review, document_match_uncertain",
    "passive_liveness, 29.99, failed,    declined,     presentation_attack_suspected",
    "passive_liveness, 30,    uncertain, needs_review, liveness_uncertain",
    "passive_liveness, 70,    passed,    approved,     ''"
  })
  void thresholdsDecide(
      String check, double score, CheckStatus status, Outcome outcome, String reason) {
    VideoResult result = completed(check("match_selfie", 90), check("passive_liveness", 90));
    result.getChecks().removeIf(other -> other.getName().equals(check));
    result.getChecks().add(check(check, score));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(outcome);
    assertThat(String.join(",", result.getReasons())).isEqualTo(reason);
    assertThat(result.getChecks()).last().extracting(Check::getStatus).isEqualTo(status);
  }

  @Test
  void aDeclineOutweighsAReviewAndReasonsStandByWeight() {
    VideoResult result =
        completed(
            check("match_selfie", 50),
            check("match_document", 10),
            check("quality", 80, "multiple_faces"),
            check("frozen_video", 0, "frozen_video"));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.declined);
    assertThat(result.getReasons())
        .containsExactly(
            "frozen_video", "document_mismatch", "multiple_faces", "selfie_match_uncertain");
  }

  @Test
  void aVideoThatCouldNotBeAnalysedGoesToReviewWithItsCause() {
    VideoResult result = completed();
    result.setReasons(List.of("video_not_analysed", "container_damaged"));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(result.getReasons()).containsExactly("video_not_analysed", "container_damaged");
  }

  @Test
  void withoutAReferencePhotoNobodyIsApproved() {
    VideoResult result = completed(check("passive_liveness", 99));
    POLICY.decide(result);
    assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(result.getReasons()).containsExactly("no_reference_photo");
  }

  @Test
  void aCallWaitsForItsAgentHoweverGoodOrBadItsScores() {
    for (double score : new double[] {0, 100}) {
      VideoResult result = completed(check("match_selfie", score));
      result.setVideoMode(VideoMode.live_agent);
      POLICY.decide(result);
      assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
      assertThat(result.getReasons()).contains("agent_review_pending");
    }
  }

  @Test
  void anOpenOrExpiredSessionHasNoResult() {
    for (SessionStatus status : List.of(SessionStatus.pending, SessionStatus.expired)) {
      VideoResult result = completed();
      result.setStatus(status);
      POLICY.decide(result);
      assertThat(result.getResult()).isNull();
      assertThat(result.getReasons()).doesNotContain("no_reference_photo");
    }
  }

  @Test
  void framesThatCannotBeUsedGoToReviewWithWhatIsWrongWithThem() {
    Check match = check("match_selfie", 0, "too_few_usable_frames");
    match.setScore(null);
    VideoResult result =
        completed(match, check("quality", 10, "too_few_usable_frames", "face_blurred"));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(result.getReasons()).containsExactly("too_few_usable_frames", "face_blurred");
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(CheckStatus.failed);
  }

  @Test
  void aTurnedVideoIsApprovedUnlessThePolicySaysOtherwise() {
    VideoResult result =
        completed(check("match_selfie", 90), check("quality", 100, "video_not_upright"));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.approved);
    assertThat(result.getReasons()).containsExactly("video_not_upright");
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(CheckStatus.passed);

    new DecisionPolicy(
            SCORING, POLICY.checks(), Map.of(Reason.VIDEO_NOT_UPRIGHT, Outcome.needs_review))
        .decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(CheckStatus.failed);
  }

  @Test
  void someFramesThatCannotBeUsedFailNothing() {
    VideoResult result =
        completed(check("match_selfie", 90), check("quality", 80, "face_turned_away"));

    POLICY.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.approved);
    assertThat(result.getReasons()).isEmpty();
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(CheckStatus.passed);
  }

  @Test
  void anotherPolicyHasAnotherVersion() {
    DecisionPolicy other = new DecisionPolicy(SCORING, new Band(40, 61), new Band(30, 70));
    assertThat(POLICY.version())
        .isEqualTo(new DecisionPolicy(SCORING, new Band(40, 60), new Band(30, 70)).version())
        .isNotEqualTo(other.version());
  }

  @Test
  void reasonsStandInTheOrderOfWhatTheyLeadTo() {
    DecisionPolicy strict =
        new DecisionPolicy(
            SCORING,
            POLICY.checks(),
            Map.of(
                Reason.MULTIPLE_FACES, Outcome.declined,
                Reason.SELFIE_MISMATCH, Outcome.needs_review,
                Reason.DOCUMENT_MISSING, Outcome.approved));
    VideoResult result =
        completed(
            check("match_selfie", 10),
            new Check(
                "match_document",
                CheckStatus.not_performed,
                null,
                List.of("document_missing"),
                Map.of(),
                null),
            check("face_continuity", 20, "face_changed"),
            check("quality", 80, "multiple_faces"));

    strict.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.declined);
    assertThat(result.getReasons())
        .containsExactly("multiple_faces", "selfie_mismatch", "face_changed", "document_missing");
  }

  @ParameterizedTest
  @CsvSource({
    "29.99, failed,    declined,     check_failed",
    "30,    uncertain, needs_review, check_uncertain",
    "80,    passed,    approved,     ''"
  })
  void anyCheckMayHaveABand(double score, CheckStatus status, Outcome outcome, String reason) {
    VideoResult result = completed(check("match_selfie", 90), check("active_liveness", score));

    POLICY.with("active_liveness", new Band(30, 80)).decide(result);

    assertThat(result.getResult()).isEqualTo(outcome);
    assertThat(String.join(",", result.getReasons())).isEqualTo(reason);
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(status);
    assertThat(String.join(",", result.getChecks().get(1).getReasons())).isEqualTo(reason);
  }

  @Test
  void aBandTakesNothingFromWhatACheckItselfSays() {
    VideoResult result =
        completed(check("match_selfie", 90), check("face_continuity", 45, "face_changed"));

    POLICY.with("face_continuity", new Band(20, 40)).decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(result.getReasons()).containsExactly("face_changed");
    assertThat(result.getChecks().get(1).getStatus()).isEqualTo(CheckStatus.uncertain);
  }

  @ParameterizedTest
  @CsvSource({
    "frozen_video, frozen_video, needs_review, needs_review",
    "frozen_video, frozen_video, declined,     declined",
    "face_continuity,   face_changed, declined,     declined",
    "face_continuity,   face_changed, needs_review, needs_review"
  })
  void aPolicySaysWhatTheFailureOfACheckLeadsTo(
      String check, String reason, Outcome failed, Outcome outcome) {
    DecisionPolicy policy =
        new DecisionPolicy(
            SCORING, Map.of(check, new CheckRule(DecisionPolicy.MIDDLE, failed)), Map.of());
    VideoResult result = completed(check("match_selfie", 90), check(check, 0, reason));

    policy.decide(result);

    assertThat(result.getResult()).isEqualTo(outcome);
    assertThat(result.getReasons()).containsExactly(reason);
  }

  @Test
  void whereReasonAndCheckAreBothNamedTheStricterCounts() {
    DecisionPolicy policy =
        new DecisionPolicy(
            SCORING,
            Map.of("frozen_video", new CheckRule(DecisionPolicy.MIDDLE, Outcome.needs_review)),
            Map.of(Reason.FROZEN_VIDEO, Outcome.declined));
    VideoResult result =
        completed(check("match_selfie", 90), check("frozen_video", 0, "frozen_video"));

    policy.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.declined);
  }

  @Test
  void aPhotoThatMayBeMissingStillNeedsAnotherToCompareWith() {
    DecisionPolicy policy =
        new DecisionPolicy(
            SCORING, POLICY.checks(), Map.of(Reason.DOCUMENT_MISSING, Outcome.approved));
    Check missing =
        new Check(
            "match_document",
            CheckStatus.not_performed,
            null,
            List.of("document_missing"),
            Map.of(),
            null);
    VideoResult withSelfie = completed(check("match_selfie", 90), missing);
    VideoResult without = completed(missing);

    policy.decide(withSelfie);
    policy.decide(without);

    assertThat(withSelfie.getResult()).isEqualTo(Outcome.approved);
    assertThat(withSelfie.getReasons()).containsExactly("document_missing");
    assertThat(without.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(without.getReasons()).containsExactly("no_reference_photo", "document_missing");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "PRESENTATION_ATTACK_SUSPECTED",
        "FROZEN_VIDEO",
        "SELFIE_MISMATCH",
        "DOCUMENT_MISMATCH",
        "NO_FACE",
        "CHECK_FAILED",
        "FACE_CHANGED",
        "VIDEO_NOT_ANALYSED",
        "TOO_FEW_USABLE_FRAMES",
        "LIVENESS_UNCERTAIN",
        "PASSIVE_LIVENESS_NOT_AVAILABLE"
      })
  void noPolicyLetsThesePass(Reason reason) {
    assertThatThrownBy(
            () -> new DecisionPolicy(SCORING, POLICY.checks(), Map.of(reason, Outcome.approved)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason.code() + " can never lead to approved");
  }

  @Test
  void whateverAPolicySaysHasAPartInItsVersion() {
    List<DecisionPolicy> policies =
        List.of(
            POLICY,
            new DecisionPolicy(new ScoringSettings(6, 0.2), POLICY.checks(), Map.of()),
            new DecisionPolicy(new ScoringSettings(5, 0.3), POLICY.checks(), Map.of()),
            POLICY.with("active_liveness", new Band(50, 50)),
            new DecisionPolicy(
                SCORING, POLICY.checks(), Map.of(Reason.MULTIPLE_FACES, Outcome.declined)),
            POLICY_OF_BOTH);

    assertThat(policies.stream().map(DecisionPolicy::version)).doesNotHaveDuplicates();
  }

  @Test
  void aChallengeMakesUpForPassiveLivenessThatCannotBeHad() {
    VideoResult result =
        completed(check("match_selfie", 90), unavailable(), check("head_turn_challenge", 70));
    POLICY.decide(result);
    assertThat(result.getResult()).isEqualTo(Outcome.approved);
    assertThat(result.getReasons()).containsExactly("passive_liveness_not_available");

    for (Check answer :
        List.of(
            check("head_turn_challenge", 20, "head_turns_wrong"),
            new Check(
                "head_turn_challenge",
                CheckStatus.not_performed,
                null,
                List.of(),
                Map.of(),
                null))) {
      VideoResult other = completed(check("match_selfie", 90), unavailable(), answer);
      POLICY.decide(other);
      assertThat(other.getResult()).isEqualTo(Outcome.needs_review);
      assertThat(other.getReasons()).contains("passive_liveness_not_available");
    }
  }

  @Test
  void aChallengeMakesUpForNothingElse() {
    VideoResult attack =
        completed(
            check("match_selfie", 90),
            unavailable(),
            check("planar_face", 10, "planar_face"),
            check("head_turn_challenge", 70));
    POLICY.decide(attack);
    assertThat(attack.getResult()).isEqualTo(Outcome.needs_review);

    VideoResult replay =
        completed(
            check("match_selfie", 90),
            check("passive_liveness", 10),
            check("head_turn_challenge", 70));
    POLICY.decide(replay);
    assertThat(replay.getResult()).isEqualTo(Outcome.declined);
  }

  @Test
  void aPolicyMayWantBothSignsOfLife() {
    VideoResult both =
        completed(
            check("match_selfie", 90),
            check("passive_liveness", 90),
            check("head_turn_challenge", 70));
    POLICY_OF_BOTH.decide(both);
    assertThat(both.getResult()).isEqualTo(Outcome.approved);

    VideoResult passive = completed(check("match_selfie", 90), check("passive_liveness", 90));
    POLICY_OF_BOTH.decide(passive);
    assertThat(passive.getResult()).isEqualTo(Outcome.needs_review);
    assertThat(passive.getReasons()).containsExactly("active_liveness_missing");

    VideoResult active =
        completed(check("match_selfie", 90), unavailable(), check("head_turn_challenge", 70));
    POLICY_OF_BOTH.decide(active);
    assertThat(active.getResult()).isEqualTo(Outcome.needs_review);
  }

  @Test
  void whoSaysWhatMissingLivenessLeadsToIsObeyed() {
    DecisionPolicy strict =
        new DecisionPolicy(
            SCORING,
            POLICY.checks(),
            Map.of(Reason.PASSIVE_LIVENESS_NOT_AVAILABLE, Outcome.declined));
    VideoResult result =
        completed(check("match_selfie", 90), unavailable(), check("head_turn_challenge", 70));

    strict.decide(result);

    assertThat(result.getResult()).isEqualTo(Outcome.declined);
  }

  private static Check unavailable() {
    return new Check(
        "passive_liveness",
        CheckStatus.not_available,
        null,
        List.of("passive_liveness_not_available"),
        Map.of(),
        null);
  }

  private static Check check(String name, double score, String... reasons) {
    return new Check(name, CheckStatus.unknown, score, List.of(reasons), Map.of(), null);
  }

  private static VideoResult completed(Check... checks) {
    return VideoResult.newBuilder()
        .setSessionId("s")
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setChecks(new ArrayList<>(List.of(checks)))
        .build();
  }
}

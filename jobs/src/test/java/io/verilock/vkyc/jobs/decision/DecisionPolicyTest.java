package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

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

class DecisionPolicyTest {
  private static final DecisionPolicy POLICY =
      new DecisionPolicy(new Band(40, 60), new Band(30, 70));

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
    DecisionPolicy other = new DecisionPolicy(new Band(40, 61), new Band(30, 70));
    assertThat(POLICY.version())
        .isEqualTo(new DecisionPolicy(new Band(40, 60), new Band(30, 70)).version())
        .isNotEqualTo(other.version());
  }

  private static Check check(String name, double score, String... reasons) {
    return new Check(name, CheckStatus.unknown, score, List.of(reasons), Map.of());
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

package io.verilock.vkyc.jobs.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.verilock.vkyc.jobs.decision.CheckRule;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  @Test
  void everythingAPolicyMaySayArrives() throws Exception {
    TenantPolicies policies =
        PolicyFile.parse(
            """
            {"default": {
              "checks": {
                "match_selfie": {"decline_below": 31, "approve_from": 71},
                "match_document": {"decline_below": 32.5, "approve_from": 72},
                "passive_liveness": {"decline_below": 33, "approve_from": 73, "failed": "needs_review"},
                "face_continuity": {"decline_below": 34, "approve_from": 74},
                "frozen_video": {"failed": "declined"}},
              "reasons": {"multiple_faces": "declined", "no_reference_photo": "approved"},
              "minimum_usable_frames": 9,
              "multiple_faces_share": 0.35}}
            """);

    assertThat(policies)
        .isEqualTo(
            TenantPolicies.of(
                new DecisionPolicy(
                    new ScoringSettings(9, 0.35),
                    Map.of(
                        "match_selfie", new CheckRule(new Band(31, 71), null),
                        "match_document", new CheckRule(new Band(32.5, 72), null),
                        "passive_liveness", new CheckRule(new Band(33, 73), Outcome.needs_review),
                        "face_continuity", new CheckRule(new Band(34, 74), null),
                        "frozen_video", new CheckRule(new Band(50, 50), Outcome.declined)),
                    Map.of(
                        Reason.MULTIPLE_FACES, Outcome.declined,
                        Reason.NO_REFERENCE_PHOTO, Outcome.approved))));
  }

  @Test
  void aTenantOverridesPartsOfTheDefaultWhichOverridesPartsOfWhatIsBuiltIn() throws Exception {
    TenantPolicies policies =
        PolicyFile.parse(
            """
            {"default": {
               "checks": {"match_selfie": {"approve_from": 70}},
               "reasons": {"multiple_faces": "declined"},
               "minimum_usable_frames": 8},
             "tenants": {
               "bank": {"checks": {"match_selfie": {"decline_below": 55}},
                        "reasons": {"face_changed": "declined"}},
               "shop": {}}}
            """);

    DecisionPolicy bank = policies.of("bank");
    assertThat(bank.checks().get("match_selfie").band()).isEqualTo(new Band(55, 70));
    assertThat(bank.checks().get("match_document").band()).isEqualTo(new Band(40, 60));
    assertThat(bank.scoring()).isEqualTo(new ScoringSettings(8, 0.2));
    assertThat(bank.leadsTo(Reason.MULTIPLE_FACES)).isEqualTo(Outcome.declined);
    assertThat(bank.leadsTo(Reason.FACE_CHANGED)).isEqualTo(Outcome.declined);
    assertThat(policies.of("shop")).isEqualTo(policies.of("anyone"));
    assertThat(policies.of("shop").version())
        .isEqualTo(policies.standard().version())
        .isNotEqualTo(bank.version());
  }

  @Test
  void anEmptyFileIsTheBuiltInPolicy() throws Exception {
    assertThat(PolicyFile.parse("{}")).isEqualTo(TenantPolicies.BUILT_IN);
  }

  @Test
  void signsOfLifeSufficeAloneOrTogether() throws Exception {
    String json =
        """
        {"tenants": {"a": {"liveness_by": ["passive_liveness+head_turn_challenge"]},
          "b": {"liveness_by": ["head_turn_challenge", " head_turn_challenge + passive_liveness "]}}}
        """;

    TenantPolicies policies = PolicyFile.parse(json);

    assertThat(policies.standard().livenessBy()).isEqualTo(DecisionPolicy.ANY_SIGN_OF_LIFE);
    assertThat(policies.of("a").livenessBy())
        .containsExactly(List.of("head_turn_challenge", "passive_liveness"));
    assertThat(policies.of("b").livenessBy())
        .containsExactly(
            List.of("head_turn_challenge"), List.of("head_turn_challenge", "passive_liveness"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'defualt': {}} | $.defualt: no such part; did you mean default?",
        "{'default': {'check': {}}} | $.default.check: no such part; did you mean checks?",
        "{'default': {'checks': {'match_selfy': {}}}}"
            + "| $.default.checks.match_selfy: no such check; did you mean match_selfie?",
        "{'default': {'checks': {'match_selfie': {'approve_form': 1}}}}"
            + "| $.default.checks.match_selfie.approve_form: no such part of a check; did you mean"
            + " approve_from?",
        "{'default': {'reasons': {'multiple_face': 'declined'}}}"
            + "| $.default.reasons.multiple_face: no such reason; did you mean multiple_faces?",
        "{'default': {'reasons': {'face_changed': 'decline'}}}"
            + "| $.default.reasons.face_changed: \"decline\" is none of declined, needs_review,"
            + " approved",
        "{'default': {'checks': {'face_continuity': {'failed': 'approved'}}}}"
            + "| $.default.checks.face_continuity.failed: \"approved\" is none of declined,"
            + " needs_review",
        "{'default': {'checks': {'match_selfie': {'decline_below': -1}}}}"
            + "| $.default.checks.match_selfie.decline_below: -1.0 is below 0.0",
        "{'default': {'checks': {'match_selfie': {'approve_from': 100.5}}}}"
            + "| $.default.checks.match_selfie.approve_from: 100.5 is above 100.0",
        "{'default': {'checks': {'match_selfie': {'approve_from': '70'}}}}"
            + "| $.default.checks.match_selfie.approve_from: \"70\" is not a number",
        "{'default': {'checks': {'match_selfie': {'decline_below': 70}}}}"
            + "| $.default.checks.match_selfie: decline_below, which is 70.0, is above"
            + " approve_from, which is 60.0",
        "{'tenants': {'a.b': {'checks': {'face_continuity': {'approve_from': 20}}}}}"
            + "| $.tenants['a.b'].checks.face_continuity: decline_below, which is 50.0, is above"
            + " approve_from, which is 20.0",
        "{'default': {'checks': {'quality': {'decline_below': 10}}}}"
            + "| $.default.checks.quality: this check has no thresholds; say what its reasons lead"
            + " to",
        "{'default': {'liveness_by': 'head_turn_challenge'}}"
            + "| $.default.liveness_by: \"head_turn_challenge\" is not a list of texts",
        "{'default': {'liveness_by': []}} | $.default.liveness_by: [] is not a list of texts",
        "{'default': {'liveness_by': [1]}} | $.default.liveness_by: 1 is not a text",
        "{'default': {'liveness_by': ['passive_liveness + quality']}}"
            + "| $.default.liveness_by: quality is no sign of life; there are passive_liveness,"
            + " head_turn_challenge, spoken_challenge",
        "{'default': {'minimum_usable_frames': 0}} | $.default.minimum_usable_frames: 0 is below 1",
        "{'default': {'minimum_usable_frames': 2.5}}"
            + "| $.default.minimum_usable_frames: 2.5 is not a whole number",
        "{'default': {'multiple_faces_share': 1.1}}"
            + "| $.default.multiple_faces_share: 1.1 is above 1.0",
        "{'default': {'multiple_faces_share': null}}"
            + "| $.default.multiple_faces_share: null is not a number",
        "{'default': []} | $.default: [] is not an object",
        "[] | $: [] is not an object",
        "{'tenants': {'default': {}}} | $.tenants.default: this tenant's policy is $.default",
        "{'tenants': {' ': {}}} | $.tenants[' ']: a tenant's id is not blank",
        "{'default': {'reasons': {'session_expired': 'declined'}}}"
            + "| $.default.reasons.session_expired: this reason says how a session ended, and"
            + " decides nothing",
        "{'default': {'reasons': {'agent_review_pending': 'approved'}}}"
            + "| $.default.reasons.agent_review_pending: a call is always for its agent to decide"
      })
  void aProblemIsNamedWithItsPlace(String json, String problem) {
    assertThat(problems(json.replace('\'', '"'))).containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video_not_analysed",
        "no_face",
        "face_changed",
        "presentation_attack_suspected",
        "frozen_video",
        "selfie_mismatch"
      })
  void whatMustNotPassIsRefused(String reason) {
    assertThat(
            problems(
                "{\"tenants\": {\"t\": {\"reasons\": {\"%s\": \"approved\"}}}}".formatted(reason)))
        .containsExactly(
            "$.tenants.t.reasons.%s: can lead to declined or needs_review, never to approved"
                .formatted(reason));
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsLine() {
    assertThat(problems("{\n \"default\": none}"))
        .singleElement()
        .asString()
        .startsWith("line 2, column 13: no JSON: Unrecognized token 'none'");
    assertThat(problems(" ")).containsExactly("the file is empty");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(problems("{\"default\": {}, \"default\": {}}"))
        .singleElement()
        .asString()
        .contains("Duplicate field 'default'");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(
            problems(
                """
                {"default": {"minimum_usable_frames": 0, "reasons": {"no_face": "approved"}},
                 "tenants": {"t": {"checks": {"match_selfie": {"approve_from": 101}}}},
                 "version": 1}
                """))
        .hasSize(4);
  }

  @Test
  void aFileThatIsNotThereIsSaidSo(@TempDir Path folder) {
    PolicyFileException refused =
        catchThrowableOfType(
            PolicyFileException.class, () -> PolicyFile.read(folder.resolve("policy.json")));
    assertThat(refused.problems()).containsExactly("there is no such file");
  }

  private static List<String> problems(String json) {
    PolicyFileException refused =
        catchThrowableOfType(PolicyFileException.class, () -> PolicyFile.parse(json));
    assertThat(refused).as("the file is refused").isNotNull();
    return refused.problems();
  }
}

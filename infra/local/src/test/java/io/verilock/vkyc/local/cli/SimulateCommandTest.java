package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  private static final String REPORT =
      """
      {"pack": "open", "model_versions": {"face_embedder": "open/x@1"}, "notes": [],
       "samples": {
        "verification": [
          {"source": "lfw", "a": "1.jpg", "b": "2.jpg", "same": true, "cosine": 0.8, "score": 82.5},
          {"source": "lfw", "a": "1.jpg", "b": "3.jpg", "same": false, "cosine": null, "score": null},
          {"source": "lfw", "a": "1.jpg", "b": "4.jpg", "same": false, "cosine": 0.5, "score": 65.0}],
        "clips": [
          {"clip": "c1", "label": "real", "species": null, "identity": "1", "liveness_score": 91.0,
           "checks": {"passive_liveness": 91.0}, "reasons": []},
          {"clip": "c2", "label": "attack", "species": "print", "identity": "1", "liveness_score": 20.0,
           "checks": {"passive_liveness": 20.0}, "reasons": []}],
        "documents": null}}
      """;

  @TempDir Path folder;
  private Path report;

  @BeforeEach
  void write() throws IOException {
    report = Files.writeString(folder.resolve("report.json"), REPORT);
  }

  @Test
  void aReportIsReplayedAsATableAndAsJson() throws Exception {
    Path out = folder.resolve("simulation.json");

    Run run = Run.of("simulate", "--report", report.toString(), "--out", out.toString());

    assertThat(run.err()).isEqualTo("the figures are in %s\n".formatted(out));
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith(
            "Policy %s of tenants without one of their own, over %s (pack open)\n"
                .formatted(DecisionPolicy.BUILT_IN.version(), report))
        .containsPattern("all +genuine +1 +1 +100.0 \\(20.7-100.0\\) +0 +0.0")
        .containsPattern("all +impostor +2 +1 +50.0 .* 0 +0.0 .* 1 +50.0")
        .containsPattern("print +attack +1 +0 .* 1 +100.0 .* passive_liveness 1\n")
        .contains("  reasons, attack: presentation_attack_suspected 1\n")
        .contains("What if passive_liveness had other thresholds, %\n")
        .containsPattern("impostor, live face +2 x 1 +50.0 +0.0 +50.0")
        .containsPattern("attack with the user's face +1 x 1 +0.0 +100.0 +0.0")
        .containsPattern("now +40 +60 +1 +50.0");
    JsonNode json = new ObjectMapper().readTree(out.toFile());
    assertThat(json.at("/face_match/1/needs_review/count").intValue()).isEqualTo(1);
    assertThat(json.at("/what_if/passive_liveness/0/current").booleanValue()).isTrue();
  }

  @Test
  void theTenantsPolicyOfTheFileDecides() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy.json"),
            """
            {"tenants": {"bank": {"checks": {"match_selfie": {"approve_from": 90}}}}}
            """);
    String[] arguments = {
      "simulate", "--report", report.toString(), "--policy", policy.toString(), "--tenant", "bank"
    };

    Run bank = Run.of(arguments);
    arguments[6] = "shop";
    Run shop = Run.of(arguments);

    assertThat(bank.out())
        .contains(" of tenant bank, over ")
        .containsPattern("all +genuine +1 +0 .* 0 .* 1 +100.0");
    assertThat(shop.out())
        .contains(" of tenants without one of their own, over ")
        .containsPattern("all +genuine +1 +1 +100.0");
  }

  @Test
  void settingsDecideWhereThereIsNoFile() {
    Run run =
        Run.of(
            "simulate",
            "--report",
            report.toString(),
            "--set",
            "vkyc.policy.face-match.approve-from=90");
    assertThat(run.out()).containsPattern("all +genuine +1 +0 .* 0 .* 1 +100.0");
  }

  @Test
  void whatIsWrongWithThePolicyIsSaidAsWhenAJobStarts() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy.json"),
            "{\"default\": {\"reasons\": {\"no_face\": \"approved\"}, \"minimum\": 1}}");

    Run run =
        Run.of(
            "simulate",
            "--report",
            report.toString(),
            "--policy",
            policy.toString(),
            "--set",
            "vkyc.policy.minimum-usable-frames=3");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(4)
        .contains(
            "  vkyc.policy.minimum-usable-frames: cannot be set beside vkyc.policy.file, which"
                + " holds the whole policy",
            "  vkyc.policy.file: %s: $.default.reasons.no_face: can lead to declined or"
                    .formatted(policy)
                + " needs_review, never to approved");
    for (String command : List.of("up", "demo")) {
      Run other = Run.of(command, "--set", "vkyc.policy.file=" + policy);
      assertThat(other.exit()).isEqualTo(2);
      assertThat(other.err())
          .contains("$.default.reasons.no_face: can lead to declined or needs_review");
    }
  }

  @Test
  void thresholdsThatChangeNothingAreNoTable() throws Exception {
    Files.writeString(report, REPORT.replace("91.0", "99.0").replace("20.0", "1.0"));

    assertThat(Run.of("simulate", "--report", report.toString()).out())
        .contains("What if passive_liveness had other thresholds: none tried decides otherwise\n")
        .contains("What if match_selfie had other thresholds, %\n");
  }

  @Test
  void aPolicyFileIsGivenOnce() {
    Run run =
        Run.of(
            "simulate",
            "--report",
            report.toString(),
            "--policy",
            "a.json",
            "--set",
            "vkyc.policy.file=b.json");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("vkyc: vkyc.policy.file is given by an option of its own and by --set\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"score\": 82.5    | \"score\": 182.5 | a score is from 0 to 100; 1 are not, the first is 182.5",
        "\"same\": true,    | ''               | samples.verification[0]",
        "\"same\": true     | \"same\": null   | samples.verification[0].same",
        "\"score\": 65.0    | \"score\": []    | samples.verification[2].score",
        "\"samples\":       | \"sampels\":     | samples",
        "\"pack\": \"open\",| ]                | is no JSON"
      })
  void aFileThatIsNoReportIsRefusedWithThePlace(String what, String instead, String problem)
      throws Exception {
    assertThat(REPORT).contains(what);
    Files.writeString(report, REPORT.replace(what, instead));

    Run run = Run.of("simulate", "--report", report.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("vkyc: " + report).contains(problem).hasLineCount(1);
  }

  @Test
  void aReportWithoutSamplesOrThatIsNotThereIsRefused() throws Exception {
    Files.writeString(
        report,
        "{\"pack\": \"open\", \"samples\":"
            + " {\"verification\": [], \"clips\": [], \"documents\": []}}");

    assertThat(Run.of("simulate", "--report", report.toString()).err())
        .isEqualTo("vkyc: %s: there are no samples to decide over\n".formatted(report));
    Run none = Run.of("simulate", "--report", folder.resolve("no.json").toString());
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo("vkyc: %s: there is no such file\n".formatted(folder.resolve("no.json")));
  }
}

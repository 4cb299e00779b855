package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.schemas.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoAnalysisConfigTest {
  @Test
  void defaults() {
    assertThat(VideoAnalysisConfig.from(new Configuration()))
        .isEqualTo(
            new VideoAnalysisConfig(
                new ModelChoice("default", "moonshine-base"),
                5,
                32,
                40,
                4,
                new MediaLimits(256 << 20, Duration.ofHours(1), 3840 * 2160, 250_000),
                MemorySize.ofMebiBytes(64),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                TenantPolicies.BUILT_IN));
  }

  @Test
  void everySettingArrives() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("vkyc.models.pack", "fallback");
    settings.put("vkyc.models.dictation", "moonshine-tiny");
    settings.put("vkyc.analysis.frame-rate", "2.5");
    settings.put("vkyc.analysis.open-decoders", "7");
    settings.put("vkyc.analysis.minimum-face-height", "55");
    settings.put("vkyc.analysis.liveness-frames", "21");
    settings.put("vkyc.media.max-recording-size", "20 mb");
    settings.put("vkyc.media.max-call-duration", "9 min");
    settings.put("vkyc.media.max-pixels", "90000");
    settings.put("vkyc.media.max-frames", "1234");
    settings.put("vkyc.session.early-chunks-limit", "3 mb");
    settings.put("vkyc.session.expiry", "11 min");
    settings.put("vkyc.session.orphan-wait", "12 min");
    settings.put("vkyc.session.photo-wait", "13 min");
    settings.put("vkyc.session.retention", "14 min");
    settings.put("vkyc.policy.minimum-usable-frames", "9");
    settings.put("vkyc.policy.multiple-faces-share", "0.35");
    settings.put("vkyc.policy.face-match.decline-below", "31");
    settings.put("vkyc.policy.face-match.approve-from", "71");
    settings.put("vkyc.policy.liveness.decline-below", "32");
    settings.put("vkyc.policy.liveness.approve-from", "72");
    assertThat(settings.keySet())
        .as("every option stands above but the file that replaces some of them")
        .containsExactlyElementsOf(
            VideoAnalysisConfig.OPTIONS.stream()
                .map(ConfigOption::key)
                .filter(key -> !key.equals(VideoAnalysisConfig.POLICY_FILE.key()))
                .toList());

    assertThat(VideoAnalysisConfig.from(Configuration.fromMap(settings)))
        .isEqualTo(
            new VideoAnalysisConfig(
                new ModelChoice("fallback", "moonshine-tiny"),
                2.5,
                7,
                55,
                21,
                new MediaLimits(20 << 20, Duration.ofMinutes(9), 90_000, 1_234),
                MemorySize.ofMebiBytes(3),
                Duration.ofMinutes(11),
                Duration.ofMinutes(12),
                Duration.ofMinutes(13),
                Duration.ofMinutes(14),
                TenantPolicies.of(
                    new DecisionPolicy(
                        new ScoringSettings(9, 0.35), new Band(31, 71), new Band(32, 72)))));
  }

  @Test
  void settingsOfTheEndsAreKnown() {
    Map<String, String> settings =
        Map.of(
            "vkyc.kafka.bootstrap-servers", "localhost:9092",
            "vkyc.kafka.group-id", "g",
            "vkyc.delivery-guarantee", "at-least-once",
            "vkyc.kafka.properties.security.protocol", "SSL",
            "vkyc.recordings.uri", "s3a://bucket/sessions",
            "vkyc.hadoop.fs.s3a.endpoint", "http://localhost");

    assertThat(
            VideoAnalysisConfig.from(Configuration.fromMap(settings), KafkaAnalysisEnds.SETTINGS))
        .isEqualTo(VideoAnalysisConfig.from(new Configuration()));
    assertThatThrownBy(() -> VideoAnalysisConfig.from(Configuration.fromMap(settings)))
        .hasMessageContaining("vkyc.kafka.group-id: no such setting")
        .hasMessageContaining("vkyc.kafka.properties.security.protocol: no such setting")
        .hasMessageContaining("vkyc.hadoop.fs.s3a.endpoint: no such setting");
  }

  @ParameterizedTest
  @CsvSource({
    "vkyc.analysis.framerate, vkyc.analysis.frame-rate",
    "frame-rate, vkyc.analysis.frame-rate",
    "vkyc.sesion.retention, vkyc.session.retention",
    "vkyc.policy.face-match.aprove-from, vkyc.policy.face-match.approve-from",
    "vkyc.policy.livenes.decline-below, vkyc.policy.liveness.decline-below",
    "vkyc.kafka.bootstrap.servers, vkyc.kafka.bootstrap-servers"
  })
  void anUnknownKeyIsNamedWithTheOneProbablyMeant(String key, String meant) {
    assertProblems(Map.of(key, "1"), "%s: no such setting; did you mean %s?".formatted(key, meant));
  }

  @ParameterizedTest
  @CsvSource({
    "vkyc.analysis.frame-rate, 0.05, 0.05 is below 0.1",
    "vkyc.analysis.frame-rate, 61, 61.0 is above 60.0",
    "vkyc.analysis.frame-rate, NaN, NaN is above 60.0",
    "vkyc.analysis.open-decoders, 0, 0 is below 1",
    "vkyc.analysis.minimum-face-height, 0, 0 is below 1",
    "vkyc.media.max-recording-size, 0, 0 bytes is below 1 bytes",
    "vkyc.media.max-call-duration, 999 ms, PT0.999S is below PT1S",
    "vkyc.media.max-pixels, 0, 0 is below 1",
    "vkyc.media.max-pixels, 8294401, 8294401 is above 8294400",
    "vkyc.media.max-frames, 0, 0 is below 1",
    "vkyc.policy.minimum-usable-frames, 0, 0 is below 1",
    "vkyc.policy.multiple-faces-share, -0.1, -0.1 is below 0.0",
    "vkyc.policy.multiple-faces-share, 1.1, 1.1 is above 1.0",
    "vkyc.policy.face-match.decline-below, -1, -1.0 is below 0.0",
    "vkyc.policy.face-match.approve-from, 101, 101.0 is above 100.0",
    "vkyc.policy.face-match.approve-from, NaN, NaN is above 100.0",
    "vkyc.policy.liveness.decline-below, -1, -1.0 is below 0.0",
    "vkyc.policy.liveness.approve-from, 101, 101.0 is above 100.0"
  })
  void aValueOutOfRangeIsNamed(String key, String value, String problem) {
    assertProblems(Map.of(key, value), key + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource({"face-match", "liveness"})
  void thresholdsOutOfOrderAreNamed(String check) {
    String decline = "vkyc.policy.%s.decline-below".formatted(check);
    String approve = "vkyc.policy.%s.approve-from".formatted(check);

    assertProblems(
        Map.of(decline, "70", approve, "50"),
        "%s: 70.0 is above %s, which is 50.0".formatted(decline, approve));
  }

  @Test
  void thresholdsMayMeet() {
    Map<String, String> settings =
        Map.of(
            "vkyc.policy.liveness.decline-below", "50", "vkyc.policy.liveness.approve-from", "50");

    DecisionPolicy policy =
        VideoAnalysisConfig.from(Configuration.fromMap(settings)).policies().standard();
    assertThat(policy.checks().get("passive_liveness").band()).isEqualTo(new Band(50, 50));
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("vkyc.analysis.framerate", "3");
    settings.put("vkyc.analysis.open-decoders", "many");
    settings.put("vkyc.analysis.minimum-face-height", "-4");
    settings.put("vkyc.delivery-guarantee", "perhaps");
    settings.put("vkyc.policy.liveness.decline-below", "90");
    settings.put("vkyc.session.expiry", "soon");

    assertThatThrownBy(
            () ->
                VideoAnalysisConfig.from(
                    Configuration.fromMap(settings), KafkaAnalysisEnds.SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .satisfies(
            message -> {
              String[] lines = message.split("\n");
              assertThat(lines).hasSize(9);
              assertThat(lines[0]).isEqualTo("the job's settings do not fit:");
              assertThat(lines[1]).startsWith("  vkyc.analysis.framerate: no such setting");
              assertThat(lines[2]).startsWith("  vkyc.analysis.open-decoders: ").contains("many");
              assertThat(lines[3]).startsWith("  vkyc.session.expiry: ").contains("soon");
              assertThat(lines[4]).startsWith("  vkyc.delivery-guarantee: ").contains("perhaps");
              assertThat(lines[5]).isEqualTo("  vkyc.kafka.bootstrap-servers: is not set");
              assertThat(lines[6]).isEqualTo("  vkyc.recordings.uri: is not set");
              assertThat(lines[7]).isEqualTo("  vkyc.analysis.minimum-face-height: -4 is below 1");
              assertThat(lines[8])
                  .isEqualTo(
                      "  vkyc.policy.liveness.decline-below: 90.0 is above"
                          + " vkyc.policy.liveness.approve-from, which is 60.0");
            });
  }

  @Test
  void aFileHoldsThePoliciesOfAllTenants(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("policy.json");
    Files.writeString(
        file, "{\"tenants\": {\"bank\": {\"reasons\": {\"multiple_faces\": \"declined\"}}}}");

    TenantPolicies policies =
        VideoAnalysisConfig.from(Configuration.fromMap(Map.of("vkyc.policy.file", file.toString())))
            .policies();

    assertThat(policies.of("bank").leadsTo(Reason.MULTIPLE_FACES)).isEqualTo(Outcome.declined);
    assertThat(policies.of("shop")).isEqualTo(DecisionPolicy.BUILT_IN);
  }

  @Test
  void whatIsWrongWithTheFileIsReportedWithTheRest(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("policy.json");
    Files.writeString(file, "{\"default\": {\"minimum_usable_frames\": 0, \"checks\": 1}}");
    Map<String, String> settings = new TreeMap<>();
    settings.put("vkyc.analysis.open-decoders", "0");
    settings.put("vkyc.policy.file", file.toString());
    settings.put("vkyc.policy.liveness.approve-from", "70");
    settings.put("vkyc.policy.minimum-usable-frames", "7");

    assertThatThrownBy(() -> VideoAnalysisConfig.from(Configuration.fromMap(settings)))
        .hasMessage(
            "the job's settings do not fit:\n"
                + "  vkyc.analysis.open-decoders: 0 is below 1\n"
                + "  vkyc.policy.minimum-usable-frames: cannot be set beside vkyc.policy.file,"
                + " which holds the whole policy\n"
                + "  vkyc.policy.liveness.approve-from: cannot be set beside vkyc.policy.file,"
                + " which holds the whole policy\n"
                + "  vkyc.policy.file: %s: $.default.minimum_usable_frames: 0 is below 1\n"
                    .formatted(file)
                + "  vkyc.policy.file: %s: $.default.checks: 1 is not an object".formatted(file));
  }

  @Test
  void aPolicyFileThatIsNotThereIsNamed() {
    assertProblems(
        Map.of("vkyc.policy.file", "no/policy.json"),
        "vkyc.policy.file: no/policy.json: there is no such file");
  }

  private static void assertProblems(Map<String, String> settings, String problem) {
    assertThatThrownBy(
            () ->
                VideoAnalysisConfig.from(
                    Configuration.fromMap(settings), KafkaAnalysisEnds.SETTINGS.optional()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the job's settings do not fit:\n  " + problem);
  }
}

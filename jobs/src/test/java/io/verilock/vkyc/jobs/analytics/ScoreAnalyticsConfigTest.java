package io.verilock.vkyc.jobs.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.jobs.settings.EndSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ScoreAnalyticsConfigTest {
  @Test
  void defaultsWatchHoursAgainstAWeekAndDaysAgainstFour() {
    assertThat(ScoreAnalyticsConfig.from(new Configuration(), EndSettings.NONE))
        .isEqualTo(
            new ScoreAnalyticsConfig(
                false,
                Duration.ofDays(7),
                List.of(
                    new DriftRule(WindowLength.HOUR, Duration.ofDays(7), 0.001, 200),
                    new DriftRule(WindowLength.DAY, Duration.ofDays(28), 0.001, 200)),
                null));
  }

  @Test
  void everySettingIsRead() {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.analytics.backfill", "true",
                "vkyc.analytics.correction-time", "2 d",
                "vkyc.analytics.drift.reference", "36 h",
                "vkyc.analytics.drift.false-alert-rate", "0.01",
                "vkyc.analytics.drift.minimum-sessions", "50",
                "vkyc.analytics.table", "s3://bucket/results",
                "vkyc.kafka.bootstrap-servers", "broker:9092",
                "vkyc.kafka.properties.security.protocol", "SSL"));

    assertThat(ScoreAnalyticsConfig.from(settings, KafkaAnalyticsEnds.SETTINGS))
        .isEqualTo(
            new ScoreAnalyticsConfig(
                true,
                Duration.ofDays(2),
                List.of(
                    new DriftRule(WindowLength.HOUR, Duration.ofHours(36), 0.01, 50),
                    new DriftRule(WindowLength.DAY, Duration.ofDays(6), 0.01, 50)),
                "s3://bucket/results"));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.analytics.correction-times", "2 d",
                "vkyc.analytics.correction-time", "2 s",
                "vkyc.analytics.drift.false-alert-rate", "2",
                "vkyc.analytics.drift.minimum-sessions", "1",
                "vkyc.models.pack", "open"));

    assertThatThrownBy(() -> ScoreAnalyticsConfig.from(settings, KafkaAnalyticsEnds.SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean vkyc.analytics.correction-time?")
        .hasMessageContaining("vkyc.analytics.correction-time: PT2S is below PT1M")
        .hasMessageContaining("vkyc.analytics.drift.false-alert-rate: 2.0 is above 0.5")
        .hasMessageContaining("vkyc.analytics.drift.minimum-sessions: 1 is below 20")
        .hasMessageContaining("vkyc.models.pack: no such setting")
        .hasMessageContaining("vkyc.kafka.bootstrap-servers: is not set");
  }
}

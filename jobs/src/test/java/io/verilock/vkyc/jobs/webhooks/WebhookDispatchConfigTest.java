package io.verilock.vkyc.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.settings.EndSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class WebhookDispatchConfigTest {
  @Test
  void defaultsAreTheSpecifications() {
    assertThat(WebhookDispatchConfig.from(new Configuration(), EndSettings.NONE))
        .isEqualTo(
            new WebhookDispatchConfig(
                Duration.ofSeconds(20), 10, new RetrySchedule(Duration.ofDays(3)), false));
  }

  @Test
  void everySettingIsRead() {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.webhooks.timeout", "15 s",
                "vkyc.webhooks.concurrency", "3",
                "vkyc.webhooks.retry-window", "1 h",
                "vkyc.webhooks.development", "true",
                "vkyc.kafka.bootstrap-servers", "broker:9092",
                "vkyc.kafka.properties.security.protocol", "SSL"));

    assertThat(WebhookDispatchConfig.from(settings, KafkaDispatchEnds.SETTINGS))
        .isEqualTo(
            new WebhookDispatchConfig(
                Duration.ofSeconds(15), 3, new RetrySchedule(Duration.ofHours(1)), true));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.webhooks.timeouts", "15 s",
                "vkyc.webhooks.timeout", "0 s",
                "vkyc.webhooks.concurrency", "many",
                "vkyc.models.pack", "open"));

    assertThatThrownBy(() -> WebhookDispatchConfig.from(settings, KafkaDispatchEnds.SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean vkyc.webhooks.timeout?")
        .hasMessageContaining("vkyc.webhooks.timeout: PT0S is below PT1S")
        .hasMessageContaining("vkyc.webhooks.concurrency: ")
        .hasMessageContaining("vkyc.models.pack: no such setting")
        .hasMessageContaining("vkyc.kafka.bootstrap-servers: is not set");
  }
}

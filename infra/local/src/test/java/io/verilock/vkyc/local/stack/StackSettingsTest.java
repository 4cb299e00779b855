package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackSettingsTest {
  @Test
  void eachJobGetsItsOwnAndBothGetKafkas() {
    StackSettings settings =
        StackSettings.of(
            Map.of(
                "vkyc.webhooks.development", "true",
                "vkyc.analysis.frame-rate", "3",
                "vkyc.delivery-guarantee", "at-least-once",
                "vkyc.kafka.properties.security.protocol", "SSL"));

    assertThat(settings.analysis().toMap())
        .containsOnlyKeys(
            "vkyc.analysis.frame-rate",
            "vkyc.delivery-guarantee",
            "vkyc.kafka.properties.security.protocol");
    assertThat(settings.dispatch().toMap())
        .containsOnlyKeys(
            "vkyc.webhooks.development",
            "vkyc.delivery-guarantee",
            "vkyc.kafka.properties.security.protocol");
    settings.check();
  }

  @Test
  void aMistakeInEitherIsFound() {
    assertThatThrownBy(() -> StackSettings.of(Map.of("vkyc.webhooks.time", "1 s")).check())
        .hasMessageContaining("vkyc.webhooks.time: no such setting");
    assertThatThrownBy(() -> StackSettings.of(Map.of("vkyc.analysis.rate", "1")).check())
        .hasMessageContaining("vkyc.analysis.rate: no such setting");
  }
}

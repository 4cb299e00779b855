package io.verilock.vkyc.client.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.SigningSecret.Scheme;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewEndpointTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final SigningSecret first = SigningSecret.generate(Scheme.HMAC);
  private final WebhookEndpoint endpoint =
      NewEndpoint.of("bank", "https://example.com", List.of(), first, NOW);

  @Test
  void eachHasAnIdOfItsOwn() {
    assertThat(endpoint.getEndpointId()).matches("ep_[0-9a-f]{16}");
    assertThat(NewEndpoint.of("bank", "https://example.com", List.of(), first, NOW).getEndpointId())
        .isNotEqualTo(endpoint.getEndpointId());
  }

  @Test
  void anOldKeySignsForAWhileAndThenIsGone() {
    SigningSecret second = SigningSecret.generate(Scheme.HMAC);
    SigningSecret third = SigningSecret.generate(Scheme.HMAC);

    WebhookEndpoint once = NewEndpoint.rotated(endpoint, second, DAY, NOW.plusSeconds(1));
    WebhookEndpoint soon =
        NewEndpoint.rotated(once, third, Duration.ofHours(1), NOW.plusSeconds(2));
    WebhookEndpoint late = NewEndpoint.rotated(once, third, DAY, NOW.plus(DAY).plusSeconds(9));

    assertThat(once.getSigningKeys())
        .containsExactly(
            new SigningKey(second.text(), null),
            new SigningKey(first.text(), NOW.plusSeconds(1).plus(DAY)));
    assertThat(soon.getSigningKeys())
        .as("no key outlives what is asked for")
        .extracting(SigningKey::getExpiresAt)
        .containsExactly(
            null,
            NOW.plusSeconds(2).plus(Duration.ofHours(1)),
            NOW.plusSeconds(2).plus(Duration.ofHours(1)));
    assertThat(late.getSigningKeys())
        .extracting(SigningKey::getSecret)
        .doesNotContain(first.text());
  }

  @Test
  void aChangeIsNewsWhateverTheClockSays() {
    WebhookEndpoint changed = NewEndpoint.changed(endpoint, NOW.minus(DAY)).build();

    assertThat(changed.getUpdatedAt()).isAfter(endpoint.getUpdatedAt());
  }
}

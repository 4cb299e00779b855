package io.verilock.vkyc.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointChangeTest {
  private static final WebhookEndpoint KNOWN = written(1_000);

  @Test
  void aLaterRecordSupersedesAndTheSameReadAgainDoesNot() {
    assertThat(change(written(1_001)).supersedes(KNOWN)).isTrue();
    assertThat(change(KNOWN).supersedes(KNOWN)).isFalse();
    assertThat(change(written(999)).supersedes(KNOWN)).isFalse();
  }

  @Test
  void aRemovalAndTheFirstRecordAlwaysCount() {
    assertThat(change(null).supersedes(KNOWN)).isTrue();
    assertThat(change(null).supersedes(null)).isTrue();
    assertThat(change(KNOWN).supersedes(null)).isTrue();
  }

  @Test
  void ofTwoRecordsOfOneTimeFanOutKeepsTheFirstAsDeliveryDoes() {
    WebhookEndpoint other = written(1_000);
    other.setTenantId("other");
    EndpointTable table = new EndpointTable();

    table.apply(change(KNOWN));
    table.apply(change(other));

    assertThat(table.endpoint("ep")).contains(KNOWN);
    assertThat(table.wanting("other", "video.completed")).isEmpty();
  }

  private static EndpointChange change(WebhookEndpoint endpoint) {
    return new EndpointChange("ep", endpoint);
  }

  private static WebhookEndpoint written(long at) {
    return WebhookEndpoint.newBuilder()
        .setEndpointId("ep")
        .setTenantId("tenant")
        .setUrl("https://example.com/")
        .setSigningKeys(List.of(new SigningKey("secret", null)))
        .setUpdatedAt(Instant.ofEpochMilli(at))
        .build();
  }
}

package io.verilock.vkyc.client.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.WebhookAttempt;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Deliveries deliveries = new Deliveries();

  @Test
  void theLatestAttemptSaysWhatBecameOfADelivery() {
    add("evt_1", "video.completed", 1, DeliveryState.retrying, 0);
    add("evt_1", "video.completed", 2, DeliveryState.given_up, 60);
    add("evt_2", "video.completed", 1, DeliveryState.given_up, 0);
    add("evt_2", "video.completed", 1, DeliveryState.delivered, 90);

    List<Deliveries.Delivery> all = List.copyOf(deliveries.all());
    assertThat(all).hasSize(2);
    assertThat(all.get(0).givenUp()).isTrue();
    assertThat(all.get(0).firstAt()).isEqualTo(NOON.toEpochMilli());
    assertThat(all.get(1).givenUp()).isFalse();
    assertThat(all.get(1).delivered()).isTrue();
  }

  @Test
  void aDeliveryThatBeganBeforeWhatWasReadIsOlderThanAll() {
    add("evt_1", "video.completed", 4, DeliveryState.given_up, 0);

    Deliveries.Delivery delivery = deliveries.all().iterator().next();
    WebhookReplay.Choice sinceEleven =
        new WebhookReplay.Choice(null, null, NOON.minusSeconds(3_600), null, false);
    WebhookReplay.Choice any = new WebhookReplay.Choice("ep_1", null, null, null, false);

    assertThat(sinceEleven.takes(delivery)).isFalse();
    assertThat(any.takes(delivery)).isTrue();
  }

  @Test
  void testsCountForNothing() {
    add("evt_test_1", "webhook.test", 1, DeliveryState.given_up, 0);

    assertThat(deliveries.all()).isEmpty();
  }

  private void add(String event, String type, int attempt, DeliveryState state, int seconds) {
    deliveries.add(
        WebhookAttempt.newBuilder()
            .setEventId(event)
            .setEventType(type)
            .setSessionId("anna")
            .setEndpointId("ep_1")
            .setEventPartition(0)
            .setEventOffset(0)
            .setAttempt(attempt)
            .setAt(NOON.plusSeconds(seconds))
            .setDurationMs(1)
            .setState(state)
            .build());
  }
}

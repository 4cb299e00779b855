package io.verilock.vkyc.jobs.webhooks;

import static io.verilock.vkyc.jobs.webhooks.EndpointHealth.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {
  private static final Answer FAILURE = Answer.of(500, null, Duration.ZERO);
  private static final DeliveryOutcome RETRY = new DeliveryOutcome.Retry(1);

  @Test
  void failuresInARowAreNewsOnceAndASuccessEndsThem() {
    EndpointHealth health = WELL;
    for (int i = 0; i < 4; i++) {
      EndpointHealth after = health.after(RETRY, FAILURE, 0);
      assertThat(after.newsSince(health)).isEmpty();
      health = after;
    }
    EndpointHealth failing = health.after(RETRY, FAILURE, 0);
    assertThat(failing.newsSince(health)).hasValue(EndpointState.failing);
    assertThat(failing.well()).isFalse();
    assertThat(failing.circuit().calls(0, 10)).isZero();
    EndpointHealth later = failing.after(RETRY, FAILURE, 60_000);
    assertThat(later.newsSince(failing)).isEmpty();

    EndpointHealth well =
        later.after(new DeliveryOutcome.Delivered(), Answer.of(204, null, Duration.ZERO), 90_000);

    assertThat(well).isEqualTo(WELL);
    assertThat(well.newsSince(later)).hasValue(EndpointState.active);
  }

  @Test
  void aReceiverThatAsksForAPauseHasIt() {
    Answer busy = Answer.of(503, Duration.ofMinutes(3), Duration.ZERO);

    EndpointHealth asked = WELL.after(RETRY, busy, 1_000);

    assertThat(asked.circuit().openUntil()).isEqualTo(181_000);
    assertThat(asked.newsSince(WELL)).hasValue(EndpointState.failing);
  }

  @Test
  void anEndpointThatIsGoneStaysRefusedWhateverComes() {
    EndpointHealth gone =
        WELL.after(new DeliveryOutcome.Gone(), Answer.of(410, null, Duration.ZERO), 0);
    assertThat(gone.newsSince(WELL)).hasValue(EndpointState.gone);
    assertThat(gone.refused(endpoint(true))).hasValue("the endpoint answered that it is gone");

    EndpointHealth tookOneUnderWay =
        gone.after(new DeliveryOutcome.Delivered(), Answer.of(200, null, Duration.ZERO), 0);

    assertThat(tookOneUnderWay.newsSince(gone)).isEmpty();
    assertThat(tookOneUnderWay.refused(endpoint(true))).isPresent();
  }

  @Test
  void whatIsRefusedIsNamedAndWhatIsUnknownWaits() {
    assertThat(WELL.refused(endpoint(false))).hasValue("the endpoint is disabled");
    assertThat(WELL.removed().refused(null)).hasValue("the endpoint was removed");
    assertThat(WELL.refused(null)).isEmpty();
    assertThat(WELL.refused(endpoint(true))).isEmpty();
  }

  @Test
  void aDeliveryThatIsGivenUpCountsAsAFailure() {
    DeliveryOutcome givenUp = new DeliveryOutcome.GivenUp(DeadLetterCode.DELIVERY_EXHAUSTED);

    assertThat(WELL.after(givenUp, FAILURE, 0).circuit().failures()).isEqualTo(1);
  }

  private static WebhookEndpoint endpoint(boolean enabled) {
    return WebhookEndpoint.newBuilder()
        .setEndpointId("ep")
        .setTenantId("tenant")
        .setUrl("https://example.com/")
        .setEnabled(enabled)
        .setSigningKeys(List.of())
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}

package io.verilock.vkyc.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.Answer.Failure;
import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryOutcomeTest {
  private static final RetrySchedule SCHEDULE = new RetrySchedule(Duration.ofMinutes(10));
  private static final Answer TAKEN = Answer.of(202, null, Duration.ZERO);
  private static final Answer FAILED = Answer.of(500, null, Duration.ZERO);
  private static final Answer GONE = Answer.of(410, null, Duration.ZERO);

  @Test
  void whatIsTakenIsDeliveredEvenWhereTheEndpointIsRefusedByNow() {
    assertThat(of(TAKEN, false, 0)).isEqualTo(new DeliveryOutcome.Delivered());
    assertThat(of(TAKEN, true, 0)).isEqualTo(new DeliveryOutcome.Delivered());
  }

  @Test
  void whatFailsAtARefusedEndpointIsGivenUp() {
    DeliveryOutcome disabled = new DeliveryOutcome.GivenUp(DeadLetterCode.ENDPOINT_DISABLED);
    assertThat(of(FAILED, true, 0)).isEqualTo(disabled);
    assertThat(of(GONE, true, 0)).isEqualTo(disabled);
  }

  @Test
  void anEndpointSaysThatItIsGone() {
    assertThat(of(GONE, false, 0)).isEqualTo(new DeliveryOutcome.Gone());
  }

  @Test
  void whatFailsIsTriedAgainUntilItsWindowHasPassed() {
    Answer timeout = Answer.failed(Failure.TIMEOUT, "no answer", Duration.ZERO);
    assertThat(of(FAILED, false, 1_000))
        .isInstanceOfSatisfying(
            DeliveryOutcome.Retry.class, retry -> assertThat(retry.dueAt()).isGreaterThan(1_000));
    assertThat(of(timeout, false, 1_000)).isInstanceOf(DeliveryOutcome.Retry.class);
    assertThat(of(FAILED, false, Duration.ofMinutes(11).toMillis()))
        .isEqualTo(new DeliveryOutcome.GivenUp(DeadLetterCode.DELIVERY_EXHAUSTED));
  }

  @Test
  void aReceiverThatAsksForAPauseIsLeftAlone() {
    Answer busy = Answer.of(503, Duration.ofMinutes(4), Duration.ZERO);

    assertThat(of(busy, false, 1_000))
        .isInstanceOfSatisfying(
            DeliveryOutcome.Retry.class,
            retry -> assertThat(retry.dueAt()).isGreaterThanOrEqualTo(241_000));
  }

  private static DeliveryOutcome of(Answer answer, boolean refused, long now) {
    Delivery delivery =
        new Delivery("ep", "tenant", "s", "evt", "video.completed", new byte[0], 0, 0, null, false);
    return DeliveryOutcome.of(answer, refused, Pending.of(delivery, 0).attempted(), now, SCHEDULE);
  }
}

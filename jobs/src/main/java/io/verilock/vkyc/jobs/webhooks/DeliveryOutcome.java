package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import java.time.Duration;
import java.util.OptionalLong;

/** What becomes of a delivery once its endpoint has answered, or has not. */
sealed interface DeliveryOutcome {
  /** It was taken. */
  record Delivered() implements DeliveryOutcome {}

  /** It is not tried again. */
  record GivenUp(DeadLetterCode code) implements DeliveryOutcome {}

  /** It is not tried again, and the endpoint gets nothing more. */
  record Gone() implements DeliveryOutcome {}

  /**
   * It is tried again.
   *
   * @param dueAt milliseconds since 1970
   */
  record Retry(long dueAt) implements DeliveryOutcome {}

  /**
   * Decides.
   *
   * @param head the delivery, this attempt counted
   * @param refused whether the endpoint gets nothing any more
   */
  static DeliveryOutcome of(
      Answer answer, boolean refused, Pending head, long now, RetrySchedule schedule) {
    if (answer.taken()) {
      return new Delivered();
    }
    if (refused) {
      return new GivenUp(DeadLetterCode.ENDPOINT_DISABLED);
    }
    if (answer.gone()) {
      return new Gone();
    }
    OptionalLong next =
        schedule.next(
            head.attempts(),
            head.since(),
            now,
            answer.pause().orElse(Duration.ZERO),
            head.delivery().endpointId() + head.delivery().eventId());
    return next.isPresent()
        ? new Retry(next.getAsLong())
        : new GivenUp(DeadLetterCode.DELIVERY_EXHAUSTED);
  }
}

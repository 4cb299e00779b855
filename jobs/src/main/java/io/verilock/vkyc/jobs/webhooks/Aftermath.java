package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.schemas.EndpointState;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What follows the answer of the endpoint that is the current key. */
final class Aftermath {
  /** Namespace of an endpoint's own timers; those of sessions have the session's id. */
  static final String OWN = "";

  private final EndpointRecord known;
  private final PendingDeliveries deliveries;
  private final RetrySchedule schedule;
  private final DeliveryLog log;
  private final DeliveryMetrics meters;
  private final LongSupplier clock;
  private final Timers timers;

  Aftermath(
      EndpointRecord known,
      PendingDeliveries deliveries,
      RetrySchedule schedule,
      DeliveryLog log,
      DeliveryMetrics meters,
      LongSupplier clock,
      Timers timers) {
    this.known = known;
    this.deliveries = deliveries;
    this.schedule = schedule;
    this.log = log;
    this.meters = meters;
    this.clock = clock;
    this.timers = timers;
  }

  /** Wakes the operator at a time, in milliseconds since 1970. */
  @FunctionalInterface
  interface Timers {
    void wake(String namespace, long at);
  }

  /** Does what an attempt's answer leads to. */
  void of(Delivery delivery, long startedAt, Answer answer, Lane lane) throws Exception {
    long now = clock.getAsLong();
    SessionQueue queue = deliveries.queue(delivery.sessionId());
    Pending head = queue.head().attempted();
    meters.answered(answer, now - head.since());
    var attempt = new DeliveryLog.Attempt(delivery, head.attempts(), startedAt, answer);
    EndpointHealth before = known.health();
    boolean refused = before.refused(lane.endpoint()).isPresent();
    DeliveryOutcome outcome = DeliveryOutcome.of(answer, refused, head, now, schedule);
    if (outcome instanceof DeliveryOutcome.Retry retry) {
      deliveries.put(queue.withHead(head.dueAt(retry.dueAt())));
      timers.wake(delivery.sessionId(), retry.dueAt());
      log.retrying(attempt, retry.dueAt());
    } else {
      settle(attempt, outcome);
      meters.pending(-1);
      if (deliveries.removeHead(queue)) {
        lane.due(delivery.sessionId());
      }
    }
    // Of an endpoint that gets nothing more, failures of what was under way say nothing.
    if (!refused || answer.taken()) {
      learn(before, before.after(outcome, answer, now), answer, lane);
    }
  }

  /** Writes what came of a delivery that is not tried again. */
  private void settle(DeliveryLog.Attempt attempt, DeliveryOutcome outcome) {
    if (outcome instanceof DeliveryOutcome.Delivered) {
      log.delivered(attempt);
    } else {
      meters.givenUp();
      log.givenUp(
          attempt,
          outcome instanceof DeliveryOutcome.GivenUp givenUp
              ? givenUp.code()
              : DeadLetterCode.ENDPOINT_DISABLED);
    }
  }

  /** Keeps how the endpoint does, and tells it where that is news. */
  private void learn(EndpointHealth before, EndpointHealth after, Answer answer, Lane lane)
      throws Exception {
    if (after.equals(before)) {
      return;
    }
    known.keep(after);
    long openUntil = after.circuit().openUntil();
    if (!after.circuit().closed() && openUntil != before.circuit().openUntil()) {
      timers.wake(OWN, openUntil);
    }
    Optional<EndpointState> news = after.newsSince(before);
    if (news.isPresent() && lane.endpoint() != null) {
      meters.failing(lane.endpoint().getEndpointId(), !after.well());
      log.status(lane.endpoint(), news.get(), clock.getAsLong(), answer.reason());
      if (after.well()) {
        // What waits for the endpoint need not wait longer.
        deliveries.hasten(lane);
      }
    }
  }
}

package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import java.util.List;
import java.util.Optional;

/**
 * One go at what waits for an endpoint: sends what is due and may be sent, gives up what cannot be
 * sent any more. Each go ends after so many deliveries, so that a long backlog lets others through.
 */
final class Round {
  /** Deliveries looked at in one go. */
  private static final int STRIDE = 200;

  private final PendingDeliveries deliveries;
  private final RetrySchedule schedule;
  private final Hands hands;

  Round(PendingDeliveries deliveries, RetrySchedule schedule, Hands hands) {
    this.deliveries = deliveries;
    this.schedule = schedule;
    this.hands = hands;
  }

  /** Who does what a round decides. */
  interface Hands {
    /** Whether another call may be made. */
    boolean maySend(Lane lane) throws Exception;

    void send(Pending pending, Lane lane);

    void giveUp(Pending pending, DeadLetterCode code, String reason);
  }

  /**
   * Makes a go; true where there may be more to do.
   *
   * @param refused why the endpoint gets nothing; empty where it does
   */
  boolean go(Lane lane, Optional<String> refused, long now) throws Exception {
    return refused.isPresent()
        ? giveUpSome(refused.get(), lane)
        : giveUpExpired(now) || sendSome(lane);
  }

  /** Gives up what no attempt was made for in time; true where there may be more of it. */
  private boolean giveUpExpired(long now) throws Exception {
    for (int step = 0; step < STRIDE; step++) {
      Pending oldest = deliveries.oldest();
      if (oldest == null || now < schedule.end(oldest.since())) {
        return false;
      }
      deliveries.takeOldest();
      hands.giveUp(oldest, DeadLetterCode.DELIVERY_EXHAUSTED, "its endpoint failed all the time");
    }
    return true;
  }

  /** Sends as much as may be under way; true where there may be more of it. */
  private boolean sendSome(Lane lane) throws Exception {
    for (int step = 0; step < STRIDE; step++) {
      if (!hands.maySend(lane) || !sendNext(lane)) {
        return false;
      }
    }
    return true;
  }

  /** Gives up what is not under way; true where there may be more of it. */
  private boolean giveUpSome(String reason, Lane lane) throws Exception {
    int step = 0;
    for (Pending next; step < STRIDE && (next = deliveries.takeOldest()) != null; step++) {
      hands.giveUp(next, DeadLetterCode.ENDPOINT_DISABLED, reason);
    }
    List<Pending> waiting = deliveries.takeWaiting(lane, STRIDE - step);
    for (Pending pending : waiting) {
      hands.giveUp(pending, DeadLetterCode.ENDPOINT_DISABLED, reason);
    }
    return step + waiting.size() >= STRIDE;
  }

  /** Deals with the next delivery; false where there is none. */
  private boolean sendNext(Lane lane) throws Exception {
    Optional<String> due = lane.nextDue();
    if (due.isPresent()) {
      SessionQueue queue = deliveries.queue(due.get());
      if (queue != null) {
        hands.send(queue.head(), lane);
      }
      return true;
    }
    Pending next = deliveries.takeOldest();
    if (next == null) {
      return false;
    }
    SessionQueue queue = deliveries.queue(next.delivery().sessionId());
    if (queue == null) {
      deliveries.put(SessionQueue.of(next));
      hands.send(next, lane);
    } else {
      deliveries.put(queue.with(next));
    }
    return true;
  }
}

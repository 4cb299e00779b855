package io.verilock.vkyc.jobs.webhooks;

/**
 * A delivery that is not done yet.
 *
 * @param since when it was taken up, milliseconds since 1970
 * @param attempts made so far
 * @param dueAt when the next attempt is due, milliseconds since 1970; 0 where it always was
 */
public record Pending(Delivery delivery, long since, int attempts, long dueAt) {
  static Pending of(Delivery delivery, long now) {
    return new Pending(delivery, now, 0, 0);
  }

  Pending attempted() {
    return new Pending(delivery, since, attempts + 1, dueAt);
  }

  Pending dueAt(long millis) {
    return new Pending(delivery, since, attempts, millis);
  }
}

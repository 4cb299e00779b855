package io.verilock.vkyc.jobs.delivery;

import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * When a webhook is sent again: after 5 s, then three times later each time up to every 12 hours,
 * each with up to a fifth of jitter, until the window has passed. The last attempt is made at the
 * window's end.
 *
 * @param window time from taking up a webhook to giving it up
 */
public record RetrySchedule(Duration window) implements Serializable {
  private static final long FIRST_MILLIS = 5_000;
  private static final double FACTOR = 3;
  private static final long LONGEST_MILLIS = Duration.ofHours(12).toMillis();
  private static final double JITTER = 0.2;

  /**
   * The time of the next attempt, milliseconds since 1970; none where the window has passed.
   *
   * @param attempts made so far, 1 or more
   * @param since when the webhook was taken up, milliseconds since 1970
   * @param now milliseconds since 1970
   * @param pause how long the receiver asks to be left alone
   * @param id of the webhook: gives the jitter, so that a replay waits as long
   */
  public OptionalLong next(int attempts, long since, long now, Duration pause, String id) {
    long end = end(since);
    if (now >= end) {
      return OptionalLong.empty();
    }
    long wait = Math.max(backoff(attempts, id), pause.toMillis());
    return OptionalLong.of(Math.min(now + wait, end));
  }

  /** When a webhook is given up, milliseconds since 1970. */
  public long end(long since) {
    return since + window.toMillis();
  }

  private static long backoff(int attempts, String id) {
    double wait = Math.min(FIRST_MILLIS * Math.pow(FACTOR, attempts - 1), (double) LONGEST_MILLIS);
    double jitter =
        new SplittableRandom(31L * id.hashCode() + attempts).nextDouble(-JITTER, JITTER);
    return Math.round(wait * (1 + jitter));
  }
}

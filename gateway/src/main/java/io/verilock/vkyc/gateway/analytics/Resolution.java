package io.verilock.vkyc.gateway.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** In windows of which length a range of time is shown, and how long they are kept for it. */
enum Resolution {
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofHours(12), Duration.ofDays(2)),
  HOUR(Duration.ofHours(1), Duration.ofDays(14), Duration.ofDays(35)),
  DAY(Duration.ofDays(1), Duration.ofDays(3 * 366), Duration.ofDays(3 * 366));

  private final Duration length;
  private final Duration longestRange;
  private final Duration retention;

  Resolution(Duration length, Duration longestRange, Duration retention) {
    this.length = length;
    this.longestRange = longestRange;
    this.retention = retention;
  }

  /** The one of a record's {@code window_seconds}, if it is one of ours. */
  static Optional<Resolution> ofSeconds(int seconds) {
    return Arrays.stream(values()).filter(one -> one.seconds() == seconds).findFirst();
  }

  /**
   * The shortest one that shows a range in not too many windows and is still kept at its start.
   *
   * @param newest start of the newest window there is
   */
  static Resolution forRange(Instant from, Instant to, Instant newest) {
    Duration range = Duration.between(from, to);
    return Arrays.stream(values())
        .filter(one -> range.compareTo(one.longestRange) <= 0)
        .filter(one -> !from.isBefore(newest.minus(one.retention)))
        .findFirst()
        .orElse(DAY);
  }

  /** Length of the window in seconds. */
  int seconds() {
    return Math.toIntExact(length.toSeconds());
  }

  /** Length of the window. */
  Duration length() {
    return length;
  }

  /** How long before the newest window one is kept. */
  Duration retention() {
    return retention;
  }

  /** Start of the window in which a moment lies: they begin at whole multiples since 1970, UTC. */
  Instant startOf(Instant moment) {
    return Instant.ofEpochSecond(
        Math.floorDiv(moment.getEpochSecond(), length.toSeconds()) * length.toSeconds());
  }

  /** End of the last window that begins before a moment. */
  Instant endOf(Instant moment) {
    return startOf(moment.minusNanos(1)).plus(length());
  }
}

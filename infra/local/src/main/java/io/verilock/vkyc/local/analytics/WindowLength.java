package io.verilock.vkyc.local.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Lengths of the windows in which sessions are counted, the shortest first. */
enum WindowLength {
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofHours(12), Duration.ofDays(2)),
  HOUR(Duration.ofHours(1), Duration.ofDays(14), Duration.ofDays(35)),
  DAY(Duration.ofDays(1), Duration.ofDays(3 * 366), Duration.ofDays(3 * 366));

  private final Duration length;
  private final Duration longestRange;
  private final Duration retention;

  WindowLength(Duration length, Duration longestRange, Duration retention) {
    this.length = length;
    this.longestRange = longestRange;
    this.retention = retention;
  }

  /** The one of a record's {@code window_seconds}, if it is one of ours. */
  static Optional<WindowLength> ofSeconds(int seconds) {
    return Arrays.stream(values()).filter(one -> one.seconds() == seconds).findFirst();
  }

  /**
   * The shortest one that shows a range in not too many windows and is still kept at its start.
   *
   * @param newest start of the newest window there is
   */
  static WindowLength forRange(Instant from, Instant to, Instant newest) {
    Duration range = Duration.between(from, to);
    return Arrays.stream(values())
        .filter(one -> range.compareTo(one.longestRange) <= 0)
        .filter(one -> !from.isBefore(newest.minus(one.retention)))
        .findFirst()
        .orElse(DAY);
  }

  /** Length of the window in seconds. */
  int seconds() {
    return (int) length.toSeconds();
  }

  /** Length of the window. */
  Duration length() {
    return length;
  }

  /** How long before the newest window one is kept. */
  Duration retention() {
    return retention;
  }

  /** Start of the window in which a moment lies. */
  Instant startOf(Instant moment) {
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds()) * seconds());
  }

  /** End of the last window that begins before a moment. */
  Instant endOf(Instant moment) {
    return startOf(moment.minusNanos(1)).plus(length);
  }
}

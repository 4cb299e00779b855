package io.verilock.vkyc.local.analytics;

import io.verilock.vkyc.jobs.analytics.WindowLength;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** In windows of which length a range of time is shown, and how long they are kept for it. */
enum Resolution {
  FIVE_MINUTES(WindowLength.FIVE_MINUTES, Duration.ofHours(12), Duration.ofDays(2)),
  HOUR(WindowLength.HOUR, Duration.ofDays(14), Duration.ofDays(35)),
  DAY(WindowLength.DAY, Duration.ofDays(3 * 366), Duration.ofDays(3 * 366));

  private final WindowLength window;
  private final Duration longestRange;
  private final Duration retention;

  Resolution(WindowLength window, Duration longestRange, Duration retention) {
    this.window = window;
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
    return window.seconds();
  }

  /** Length of the window. */
  Duration length() {
    return Duration.ofMillis(window.millis());
  }

  /** How long before the newest window one is kept. */
  Duration retention() {
    return retention;
  }

  /** Start of the window in which a moment lies. */
  Instant startOf(Instant moment) {
    return Instant.ofEpochMilli(window.start(moment.toEpochMilli()));
  }

  /** End of the last window that begins before a moment. */
  Instant endOf(Instant moment) {
    return startOf(moment.minusNanos(1)).plus(length());
  }
}

package io.verilock.vkyc.jobs.analytics;

import java.time.Duration;
import java.util.Locale;

/** Lengths of the windows. Windows start at whole multiples of their length since 1970, UTC. */
public enum WindowLength {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  private final long millis;

  WindowLength(Duration length) {
    this.millis = length.toMillis();
  }

  /** Length in seconds. */
  public int seconds() {
    return Math.toIntExact(millis / 1000);
  }

  /** Length in milliseconds. */
  public long millis() {
    return millis;
  }

  /** The name in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Start of the window that holds a time; both in milliseconds since 1970. */
  public long start(long time) {
    return Math.floorDiv(time, millis) * millis;
  }
}

package io.verilock.vkyc.jobs.delivery;

import java.time.Duration;

/**
 * Keeps an endpoint that fails from being called for nothing. It opens after {@value #THRESHOLD}
 * failures in a row, or when the receiver asks to be left alone, for 10 s, then for twice as long
 * each time up to 10 minutes. When that time is over one call probes: its success closes the
 * circuit, its failure opens it again.
 *
 * @param failures in a row
 * @param openings in a row; 0 where it is closed
 * @param openUntil milliseconds since 1970; what it is worth depends on {@code openings}
 */
public record Circuit(int failures, int openings, long openUntil) {
  /** An endpoint nothing is known against. */
  public static final Circuit CLOSED = new Circuit(0, 0, 0);

  private static final int THRESHOLD = 5;
  private static final long SHORTEST_MILLIS = 10_000;
  private static final long LONGEST_MILLIS = Duration.ofMinutes(10).toMillis();

  /** How many calls may be under way now, of {@code most}. */
  public int calls(long now, int most) {
    if (closed()) {
      return most;
    }
    return now < openUntil ? 0 : 1;
  }

  /** Whether calls are made freely. */
  public boolean closed() {
    return openings == 0;
  }

  /**
   * After a failure.
   *
   * @param pause how long the receiver asks to be left alone; zero where it does not
   */
  public Circuit afterFailure(long now, Duration pause) {
    // What was under way when it opened says nothing new.
    if (!closed() && now < openUntil) {
      return new Circuit(failures + 1, openings, Math.max(openUntil, now + pause.toMillis()));
    }
    boolean opens = !closed() || failures + 1 >= THRESHOLD || !pause.isZero();
    if (!opens) {
      return new Circuit(failures + 1, 0, 0);
    }
    long wait = Math.min(SHORTEST_MILLIS << Math.min(openings, 10), LONGEST_MILLIS);
    return new Circuit(failures + 1, openings + 1, now + Math.max(wait, pause.toMillis()));
  }
}

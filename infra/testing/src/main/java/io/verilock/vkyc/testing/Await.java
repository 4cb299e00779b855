package io.verilock.vkyc.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread or process does. */
public final class Await {
  /**
   * So long that only what hangs is not done by then, on a machine many times slower than usual: it
   * ends a test that is lost, and decides nothing else.
   */
  public static final Duration LONGEST = Duration.ofMinutes(6);

  private static final long SHORTEST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private Await() {}

  /**
   * Asks until the answer is yes, {@link #LONGEST} at the most.
   *
   * @param what is waited for, for a person to read if it does not come
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, condition, () -> "");
  }

  /**
   * Asks until the answer is yes.
   *
   * @param details asked for if it does not come: what the other side says of it
   */
  public static void until(String what, Callable<Boolean> condition, Callable<String> details)
      throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    long pause = SHORTEST_PAUSE_MILLIS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s: not within %d s. %s".formatted(what, LONGEST.toSeconds(), details.call()));
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      // Asking can be dear: what takes long is asked for less often.
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause + pause / 2);
    }
  }
}

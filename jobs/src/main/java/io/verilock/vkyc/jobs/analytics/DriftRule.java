package io.verilock.vkyc.jobs.analytics;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a distribution has drifted.
 *
 * @param window length of the windows compared
 * @param reference how far back the reference goes
 * @param falseAlertRate share of windows, of one score and group, that may be called drifted though
 *     nothing has moved
 * @param minimumSessions scores that both sides of a comparison hold
 */
record DriftRule(
    WindowLength window, Duration reference, double falseAlertRate, long minimumSessions)
    implements Serializable {

  /**
   * Scores a window holds before it is looked at for the {@code n}-th time, from 0: each look waits
   * for twice as many as the one before.
   */
  long sessionsForLook(int n) {
    return minimumSessions << Math.min(n, 40);
  }

  /**
   * The rate of false alerts of the {@code n}-th look, from 0: half of it for the first, a quarter
   * for the second and so on, so that all looks together stay within the rate.
   */
  double rateOfLook(int n) {
    return falseAlertRate / Math.pow(2, n + 1);
  }
}

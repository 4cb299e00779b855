package io.verilock.vkyc.jobs.analytics;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.jobs.settings.SettingsCheck;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Settings of the watch over the distributions of scores, read once when the job starts.
 *
 * @param drift a rule for each length of window that is watched: hours tell soon, days tell what
 *     few sessions an hour cannot
 * @param table where rows are written, or null
 */
public record ScoreAnalyticsConfig(
    boolean backfill, Duration correctionTime, List<DriftRule> drift, String table) {
  /** What the keys of this job alone start with. */
  public static final String PREFIX = "vkyc.analytics.";

  static final ConfigOption<Boolean> BACKFILL =
      key(PREFIX + "backfill")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Counts all results there are now, as a bounded batch job, and ends: every"
                  + " distribution and the table are written anew.");
  static final ConfigOption<Duration> CORRECTION_TIME =
      key(PREFIX + "correction-time")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How long after a session's end its review still corrects what was counted. Each"
                  + " session and each window takes state for so long.");
  static final ConfigOption<Duration> DRIFT_REFERENCE =
      key(PREFIX + "drift.reference")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How far back the hours go that an hour is compared with; days are compared with those"
                  + " of four times as long.");
  static final ConfigOption<Double> DRIFT_FALSE_ALERT_RATE =
      key(PREFIX + "drift.false-alert-rate")
          .doubleType()
          .defaultValue(0.001)
          .withDescription(
              "Share of windows, of one score and group, that may be called drifted at most though"
                  + " nothing has moved.");
  static final ConfigOption<Integer> DRIFT_MINIMUM_SESSIONS =
      key(PREFIX + "drift.minimum-sessions")
          .intType()
          .defaultValue(200)
          .withDescription("Scores that a window and its reference hold before they are compared.");
  public static final ConfigOption<String> TABLE =
      key(PREFIX + "table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where the table of results is written, such as s3://bucket/results. No table is"
                  + " written without it.");

  /** Every option of this job alone. */
  public static final List<ConfigOption<?>> OPTIONS =
      List.of(
          BACKFILL,
          CORRECTION_TIME,
          DRIFT_REFERENCE,
          DRIFT_FALSE_ALERT_RATE,
          DRIFT_MINIMUM_SESSIONS,
          TABLE);

  /**
   * Reads the settings, and checks those of the ends too.
   *
   * @throws IllegalArgumentException naming every problem at once
   */
  public static ScoreAnalyticsConfig from(Configuration settings, EndSettings ends) {
    SettingsCheck check = new SettingsCheck(settings, OPTIONS, ends);
    check.between(CORRECTION_TIME, Duration.ofMinutes(1), Duration.ofDays(365));
    check.between(DRIFT_REFERENCE, Duration.ofDays(1), Duration.ofDays(90));
    check.between(DRIFT_FALSE_ALERT_RATE, 1e-9, 0.5);
    check.between(DRIFT_MINIMUM_SESSIONS, 20, 1_000_000);
    check.end();
    return new ScoreAnalyticsConfig(
        settings.get(BACKFILL),
        settings.get(CORRECTION_TIME),
        List.of(
            rule(settings, WindowLength.HOUR, settings.get(DRIFT_REFERENCE)),
            rule(settings, WindowLength.DAY, settings.get(DRIFT_REFERENCE).multipliedBy(4))),
        settings.get(TABLE));
  }

  private static DriftRule rule(Configuration settings, WindowLength window, Duration reference) {
    return new DriftRule(
        window,
        reference,
        settings.get(DRIFT_FALSE_ALERT_RATE),
        settings.get(DRIFT_MINIMUM_SESSIONS));
  }

  /** How Flink runs the job. */
  RuntimeExecutionMode mode() {
    return backfill ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING;
  }
}

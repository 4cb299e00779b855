package io.verilock.vkyc.jobs.webhooks;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.jobs.settings.SettingsCheck;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Settings of the dispatch of webhooks, read once when the job starts. */
public record WebhookDispatchConfig(
    Duration timeout, int concurrency, RetrySchedule schedule, boolean development) {
  /** What the keys of this job alone start with. */
  public static final String PREFIX = "vkyc.webhooks.";

  static final ConfigOption<Duration> TIMEOUT =
      key(PREFIX + "timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(20))
          .withDescription("How long an endpoint may take to answer, connecting included.");
  static final ConfigOption<Integer> CONCURRENCY =
      key(PREFIX + "concurrency")
          .intType()
          .defaultValue(10)
          .withDescription("Calls under way to one endpoint at a time.");
  static final ConfigOption<Duration> RETRY_WINDOW =
      key(PREFIX + "retry-window")
          .durationType()
          .defaultValue(Duration.ofDays(3))
          .withDescription("How long a webhook is tried before it becomes a dead letter.");
  public static final ConfigOption<Boolean> DEVELOPMENT =
      key(PREFIX + "development")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Allows endpoints with plain http, and on this machine's loopback addresses. Never"
                  + " where strangers register endpoints.");

  /** Every option of this job alone. */
  public static final List<ConfigOption<?>> OPTIONS =
      List.of(TIMEOUT, CONCURRENCY, RETRY_WINDOW, DEVELOPMENT);

  /**
   * Reads the settings, and checks those of the ends too.
   *
   * @throws IllegalArgumentException naming every problem at once
   */
  public static WebhookDispatchConfig from(Configuration settings, EndSettings ends) {
    SettingsCheck check = new SettingsCheck(settings, OPTIONS, ends);
    check.between(TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(2));
    check.between(CONCURRENCY, 1, 1_000);
    check.between(RETRY_WINDOW, Duration.ofSeconds(1), Duration.ofDays(30));
    check.end();
    return new WebhookDispatchConfig(
        settings.get(TIMEOUT),
        settings.get(CONCURRENCY),
        new RetrySchedule(settings.get(RETRY_WINDOW)),
        settings.get(DEVELOPMENT));
  }
}

package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.gateway.GatewaySettings;
import io.verilock.vkyc.jobs.analysis.KafkaAnalysisEnds;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.analytics.KafkaAnalyticsEnds;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsConfig;
import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.webhooks.KafkaDispatchEnds;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * The settings of a stack's jobs and its gateway, each with its own and those they share.
 *
 * @param analysis of the video analysis
 * @param dispatch of the dispatch of webhooks
 * @param analytics of the watch over the distributions of scores
 * @param gateway of the gateway alone
 */
public record StackSettings(
    Configuration analysis,
    Configuration dispatch,
    Configuration analytics,
    Map<String, String> gateway) {
  /** Deals out settings that are given as one. */
  public static StackSettings of(Map<String, String> settings) {
    Configuration analysis = new Configuration();
    Configuration dispatch = new Configuration();
    Configuration analytics = new Configuration();
    Map<String, String> gateway = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(GatewaySettings.PREFIX)) {
            gateway.put(key, value);
          } else if (key.startsWith(WebhookDispatchConfig.PREFIX)) {
            dispatch.setString(key, value);
          } else if (key.startsWith(ScoreAnalyticsConfig.PREFIX)) {
            analytics.setString(key, value);
          } else {
            analysis.setString(key, value);
            if (KafkaTopics.SETTINGS.knows(key)) {
              dispatch.setString(key, value);
              analytics.setString(key, value);
            }
          }
        });
    return new StackSettings(analysis, dispatch, analytics, gateway);
  }

  /**
   * Checks the settings of every job; where Kafka and the object store are, the stack sets itself.
   *
   * @return what they configure of the analysis
   * @throws IllegalArgumentException naming what is wrong with a job's settings
   */
  public VideoAnalysisConfig check() {
    VideoAnalysisConfig config =
        VideoAnalysisConfig.from(analysis, KafkaAnalysisEnds.SETTINGS.optional());
    WebhookDispatchConfig.from(dispatch, KafkaDispatchEnds.SETTINGS.optional());
    if (ScoreAnalyticsConfig.from(analytics, KafkaAnalyticsEnds.SETTINGS.optional()).backfill()) {
      throw new IllegalArgumentException(
          "vkyc.analytics.backfill: a backfill ends, a stack does not; submit it as a job of its"
              + " own, see docs/analytics.md");
    }
    GatewaySettings.checkOwn(gateway);
    return config;
  }
}

package io.verilock.vkyc.schemas;

/**
 * Names of the Kafka topics. All are partitioned by {@code session_id}, but those of endpoints by
 * {@code endpoint_id}, and those of distributions by their group.
 */
public final class Topics {
  public static final String SESSIONS = "video.sessions";
  public static final String CHUNKS = "video.chunks";
  public static final String PHOTOS = "video.photos";
  public static final String REVIEWS = "video.reviews";
  public static final String RESULTS = "video.results";
  public static final String WEBHOOKS = "video.webhooks";
  public static final String WEBHOOK_ENDPOINTS = "video.webhook-endpoints";
  public static final String WEBHOOK_REQUESTS = "video.webhook-requests";
  public static final String WEBHOOK_ATTEMPTS = "video.webhook-attempts";
  public static final String WEBHOOK_ENDPOINT_STATUS = "video.webhook-endpoint-status";
  public static final String LIVE_SCORES = "video.live-scores";
  public static final String SCORE_DISTRIBUTIONS = "video.score-distributions";
  public static final String DRIFT_ALERTS = "video.drift-alerts";
  public static final String DEAD_LETTERS = "video.dead-letters";

  private Topics() {}
}

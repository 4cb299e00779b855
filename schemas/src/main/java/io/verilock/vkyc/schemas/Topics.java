package io.verilock.vkyc.schemas;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The catalogue of Kafka topics. */
public final class Topics {
  private static final String SESSION = "session_id";
  private static final String ENDPOINT = "endpoint_id";
  private static final Duration WEEK = Duration.ofDays(7);

  public static final Topic<SessionEvent> SESSIONS =
      bySession("video.sessions", SessionEvent.class, SessionEvent::getSessionId);
  public static final Topic<VideoChunk> CHUNKS =
      bySession("video.chunks", VideoChunk.class, VideoChunk::getSessionId);
  public static final Topic<Photo> PHOTOS =
      bySession("video.photos", Photo.class, Photo::getSessionId);
  public static final Topic<Review> REVIEWS =
      bySession("video.reviews", Review.class, Review::getSessionId);
  public static final Topic<VideoResult> RESULTS =
      compacted("video.results", VideoResult.class, SESSION, VideoResult::getSessionId);
  public static final Topic<WebhookEvent> WEBHOOKS =
      bySession("video.webhooks", WebhookEvent.class, WebhookEvent::getSessionId);
  public static final Topic<WebhookEndpoint> WEBHOOK_ENDPOINTS =
      compacted(
          "video.webhook-endpoints",
          WebhookEndpoint.class,
          ENDPOINT,
          WebhookEndpoint::getEndpointId);
  public static final Topic<WebhookRequest> WEBHOOK_REQUESTS =
      bySession(
          "video.webhook-requests",
          WebhookRequest.class,
          request -> request.getEvent().getSessionId());
  public static final Topic<WebhookAttempt> WEBHOOK_ATTEMPTS =
      bySession("video.webhook-attempts", WebhookAttempt.class, WebhookAttempt::getSessionId);
  public static final Topic<WebhookEndpointStatus> WEBHOOK_ENDPOINT_STATUS =
      compacted(
          "video.webhook-endpoint-status",
          WebhookEndpointStatus.class,
          ENDPOINT,
          WebhookEndpointStatus::getEndpointId);
  public static final Topic<LiveScore> LIVE_SCORES =
      bySession("video.live-scores", LiveScore.class, LiveScore::getSessionId);
  public static final Topic<ScoreDistribution> SCORE_DISTRIBUTIONS =
      compacted(
          "video.score-distributions",
          ScoreDistribution.class,
          "window and group",
          GroupKey::ofWindow);
  public static final Topic<DriftAlert> DRIFT_ALERTS =
      new Topic<>(
          "video.drift-alerts", DriftAlert.class, "score and group", GroupKey::ofScore, WEEK);
  public static final Topic<AppliedPolicies> POLICIES =
      compacted("video.policies", AppliedPolicies.class, "job", AppliedPolicies::getJob);
  public static final Topic<DeadLetter> DEAD_LETTERS =
      bySession("video.dead-letters", DeadLetter.class, DeadLetter::getSessionId);

  /** Every topic there is. */
  public static final List<Topic<?>> ALL =
      List.of(
          SESSIONS,
          CHUNKS,
          PHOTOS,
          REVIEWS,
          RESULTS,
          WEBHOOKS,
          WEBHOOK_ENDPOINTS,
          WEBHOOK_REQUESTS,
          WEBHOOK_ATTEMPTS,
          WEBHOOK_ENDPOINT_STATUS,
          LIVE_SCORES,
          SCORE_DISTRIBUTIONS,
          DRIFT_ALERTS,
          POLICIES,
          DEAD_LETTERS);

  private Topics() {}

  /**
   * The topic of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Topic<?> named(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("there is no topic " + name));
  }

  private static <T extends SpecificRecord> Topic<T> bySession(
      String name, Class<T> type, Function<T, String> session) {
    return new Topic<>(name, type, SESSION, session, WEEK);
  }

  private static <T extends SpecificRecord> Topic<T> compacted(
      String name, Class<T> type, String keyedBy, Function<T, String> key) {
    return new Topic<>(name, type, keyedBy, key, null);
  }
}

package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WireFormat;

/** Encodes what the job writes, each under its session's key. */
final class Outputs {
  private static final WireFormat<VideoResult> RESULT = new WireFormat<>(VideoResult.class);
  private static final WireFormat<WebhookEvent> WEBHOOK = new WireFormat<>(WebhookEvent.class);
  private static final WireFormat<LiveScore> LIVE_SCORE = new WireFormat<>(LiveScore.class);

  private Outputs() {}

  static Outgoing of(VideoResult result) {
    return new Outgoing(Topics.RESULTS, result.getSessionId(), RESULT.encode(result));
  }

  static Outgoing of(WebhookEvent event) {
    return new Outgoing(Topics.WEBHOOKS, event.getSessionId(), WEBHOOK.encode(event));
  }

  static Outgoing of(LiveScore score) {
    return new Outgoing(Topics.LIVE_SCORES, score.getSessionId(), LIVE_SCORE.encode(score));
  }

  /** Erases the session's result from the compacted topic. */
  static Outgoing erased(String sessionId) {
    return new Outgoing(Topics.RESULTS, sessionId, null);
  }
}

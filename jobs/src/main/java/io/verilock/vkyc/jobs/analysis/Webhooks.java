package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The events integrators are told of. Their ids depend on the session and the event alone. */
final class Webhooks {
  private static final String COMPLETED = "video.completed";
  private static final String REVIEWED = "video.reviewed";

  private Webhooks() {}

  /** The recording or call is finished and ready for review. */
  static WebhookEvent completed(VideoResult result) {
    return event(COMPLETED, result, result.getAnalysedAt());
  }

  /** A person decided. */
  static WebhookEvent reviewed(VideoResult result, long reviewedAtMillis) {
    return event(REVIEWED, result, Instant.ofEpochMilli(reviewedAtMillis));
  }

  private static WebhookEvent event(String type, VideoResult result, Instant at) {
    return new WebhookEvent(
        id(type, result.getSessionId()),
        type,
        result.getTenantId(),
        result.getSessionId(),
        at,
        // A timeline is for whoever watches the recording, and many times as long as all the rest.
        VideoResult.newBuilder(result)
            .setTimeline(List.of())
            .setTranscriptPieces(List.of())
            .build(),
        null);
  }

  private static String id(String type, String sessionId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((type + "\n" + sessionId).getBytes(StandardCharsets.UTF_8));
      return "evt_" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

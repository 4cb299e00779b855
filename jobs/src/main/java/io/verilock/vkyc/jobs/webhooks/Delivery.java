package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.WebhookEvent;

/**
 * One event on its way to one endpoint.
 *
 * @param body the JSON to send
 * @param partition of {@code video.webhooks} where the event stands; -1 for a test
 * @param offset there
 * @param requestId of the test or replay that asked for it; null where none did
 * @param test whether it is sent once, whatever the endpoint's state
 */
public record Delivery(
    String endpointId,
    String tenantId,
    String sessionId,
    String eventId,
    String eventType,
    byte[] body,
    int partition,
    long offset,
    String requestId,
    boolean test) {

  static Delivery of(Dispatch dispatch, String endpointId, byte[] body) {
    WebhookEvent event = dispatch.event();
    return new Delivery(
        endpointId,
        event.getTenantId(),
        event.getSessionId(),
        event.getEventId(),
        event.getType(),
        body,
        dispatch.partition(),
        dispatch.offset(),
        dispatch.requestId(),
        dispatch.test());
  }

  static byte[] body(Dispatch dispatch) {
    return ResultJson.webhook(dispatch.event());
  }
}

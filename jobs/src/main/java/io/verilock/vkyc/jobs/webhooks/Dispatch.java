package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import io.verilock.vkyc.schemas.WebhookRequestKind;

/**
 * An event to send.
 *
 * @param partition of {@code video.webhooks} where the event stands; -1 for a test
 * @param offset there
 * @param endpointId where to; null: to all endpoints of the tenant that want it
 * @param requestId of the test or replay that asks for it; null where none does
 * @param test whether it is sent once, whatever the endpoint's state
 */
public record Dispatch(
    WebhookEvent event,
    int partition,
    long offset,
    String endpointId,
    String requestId,
    boolean test) {

  static Dispatch of(Received<WebhookEvent> event) {
    return new Dispatch(event.value(), event.partition(), event.offset(), null, null, false);
  }

  static Dispatch asked(Received<WebhookRequest> received) {
    WebhookRequest request = received.value();
    return new Dispatch(
        request.getEvent(),
        request.getEventPartition(),
        request.getEventOffset(),
        request.getEndpointId(),
        request.getRequestId(),
        request.getKind() == WebhookRequestKind.test);
  }
}

package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import io.verilock.vkyc.schemas.WebhookRequestKind;
import java.time.Instant;
import java.util.UUID;

/** A made-up event that shows whether an endpoint works. */
public final class TestEvent {
  private TestEvent() {}

  /** Asks that it be sent to an endpoint. */
  public static WebhookRequest to(String endpointId, String tenantId, Instant now) {
    String id = UUID.randomUUID().toString().replace("-", "");
    VideoResult result = SampleResult.of("webhook-test", tenantId, now);
    WebhookEvent event =
        new WebhookEvent(
            "evt_test_" + id, "webhook.test", tenantId, "webhook-test", now, result, null);
    return WebhookRequest.newBuilder()
        .setRequestId("test_" + id)
        .setKind(WebhookRequestKind.test)
        .setEndpointId(endpointId)
        .setEvent(event)
        .setRequestedAt(now)
        .build();
  }
}

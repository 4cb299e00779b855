package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.RecordRule;
import io.verilock.vkyc.schemas.WebhookRequest;
import io.verilock.vkyc.schemas.WebhookRequestKind;

/** Rule of requests. */
final class RequestRule implements RecordRule<WebhookRequest> {
  private static final long serialVersionUID = 1;

  private final EventRule events = new EventRule();

  @Override
  public String sessionId(WebhookRequest request) {
    return request.getEvent().getSessionId();
  }

  @Override
  public String fault(WebhookRequest request) {
    return request.getKind() == WebhookRequestKind.unknown
        ? "kind is unknown"
        : events.fault(request.getEvent());
  }
}

package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.RecordRule;
import io.verilock.vkyc.schemas.WebhookEvent;

/** Rule of events. */
final class EventRule implements RecordRule<WebhookEvent> {
  private static final long serialVersionUID = 1;

  @Override
  public String sessionId(WebhookEvent event) {
    return event.getSessionId();
  }

  @Override
  public String fault(WebhookEvent event) {
    // What is signed is id.timestamp.body: a full stop in the id would make that ambiguous.
    if (!event.getEventId().matches("[A-Za-z0-9_-]{1,128}")) {
      return "event_id is not 1 to 128 characters of A-Z a-z 0-9 _ -";
    }
    return event.getType().isBlank() ? "type is blank" : null;
  }
}

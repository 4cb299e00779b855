package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import io.verilock.vkyc.schemas.WebhookRequestKind;
import java.util.regex.Pattern;

/** What the records of each topic must hold beyond their schemas. */
final class DispatchRules {
  /** What is signed is id.timestamp.body: a full stop in the id would make that ambiguous. */
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private DispatchRules() {}

  /** What is wrong with an event, or null. */
  static String event(WebhookEvent event) {
    if (!EVENT_ID.matcher(event.getEventId()).matches()) {
      return "event_id is not 1 to 128 characters of A-Z a-z 0-9 _ -";
    }
    return event.getType().isBlank() ? "type is blank" : null;
  }

  /** What is wrong with a request, or null. */
  static String request(WebhookRequest request) {
    return request.getKind() == WebhookRequestKind.unknown
        ? "kind is unknown"
        : event(request.getEvent());
  }
}

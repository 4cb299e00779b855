package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What goes on towards one endpoint at the moment. No state: after a restart everything that is not
 * known to be delivered is sent again.
 */
final class Lane {
  private final WebhookEndpoint endpoint;
  private final Set<String> busy = new HashSet<>();
  private final Set<String> due = new LinkedHashSet<>();

  Lane(WebhookEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The same lane to an endpoint that has changed. */
  Lane to(WebhookEndpoint changed) {
    Lane lane = new Lane(changed);
    lane.busy.addAll(busy);
    lane.due.addAll(due);
    return lane;
  }

  /** The endpoint; null where it is not known, or was removed. */
  WebhookEndpoint endpoint() {
    return endpoint;
  }

  /** Calls under way. */
  int calls() {
    return busy.size();
  }

  boolean isBusy(String sessionId) {
    return busy.contains(sessionId);
  }

  void begin(String sessionId) {
    busy.add(sessionId);
  }

  void end(String sessionId) {
    busy.remove(sessionId);
  }

  /** The session's head is to be sent as soon as may be, unless it is under way. */
  void due(String sessionId) {
    if (!busy.contains(sessionId)) {
      due.add(sessionId);
    }
  }

  /** Takes out the session that has been due for longest. */
  Optional<String> nextDue() {
    Iterator<String> sessions = due.iterator();
    if (!sessions.hasNext()) {
      return Optional.empty();
    }
    String first = sessions.next();
    sessions.remove();
    return Optional.of(first);
  }

  boolean isIdle() {
    return busy.isEmpty() && due.isEmpty();
  }
}

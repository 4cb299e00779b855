package io.verilock.vkyc.jobs.webhooks;

import java.util.ArrayList;
import java.util.List;

/**
 * A session's deliveries to one endpoint, in order. The first is under way or waits for its next
 * attempt; the others wait for it.
 *
 * @param deliveries at least one
 */
public record SessionQueue(List<Pending> deliveries) {
  static SessionQueue of(Pending only) {
    return new SessionQueue(List.of(only));
  }

  Pending head() {
    return deliveries.get(0);
  }

  SessionQueue with(Pending last) {
    List<Pending> longer = new ArrayList<>(deliveries);
    longer.add(last);
    return new SessionQueue(longer);
  }

  SessionQueue withHead(Pending head) {
    List<Pending> changed = new ArrayList<>(deliveries);
    changed.set(0, head);
    return new SessionQueue(changed);
  }

  /** The others; none where the head is alone. */
  List<Pending> rest() {
    return deliveries.subList(1, deliveries.size());
  }
}

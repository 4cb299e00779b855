package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.WebhookAttempt;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of each event at each endpoint, from the attempts that were made. */
public final class Deliveries {
  private static final String TEST = "webhook.test";

  private final Map<Key, Delivery> deliveries = new LinkedHashMap<>();

  private record Key(String eventId, String endpointId) {}

  /**
   * An event at an endpoint.
   *
   * @param latest the last of its attempts
   * @param firstAt when the first was made, milliseconds since 1970; before all time where that was
   *     before the attempts that were added
   */
  public record Delivery(WebhookAttempt latest, long firstAt) {
    /** Whether it was given up, and not delivered since. */
    public boolean givenUp() {
      return latest.getState() == DeliveryState.given_up;
    }

    /** Whether it was delivered. */
    public boolean delivered() {
      return latest.getState() == DeliveryState.delivered;
    }
  }

  /** Adds an attempt; those of a session come in their order. Tests count for nothing. */
  public void add(WebhookAttempt attempt) {
    if (attempt.getEventType().equals(TEST)) {
      return;
    }
    deliveries.compute(
        new Key(attempt.getEventId(), attempt.getEndpointId()),
        (key, known) -> new Delivery(attempt, known == null ? firstAt(attempt) : known.firstAt()));
  }

  private static long firstAt(WebhookAttempt seenFirst) {
    return seenFirst.getAttempt() > 1 ? Long.MIN_VALUE : seenFirst.getAt().toEpochMilli();
  }

  /** Each delivery, in the order of their first attempts as they were added. */
  public Collection<Delivery> all() {
    return deliveries.values();
  }
}

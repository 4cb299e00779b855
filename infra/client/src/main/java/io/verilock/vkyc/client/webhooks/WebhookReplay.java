package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import io.verilock.vkyc.schemas.WebhookRequestKind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends events again that were given up. */
public final class WebhookReplay {
  private final WebhookTopics topics;

  public WebhookReplay(WebhookTopics topics) {
    this.topics = topics;
  }

  /**
   * Which deliveries are meant; what is null says nothing.
   *
   * @param from those first tried from then on
   * @param to those first tried before then
   * @param deliveredToo also those that were delivered
   */
  public record Choice(
      String endpointId, String eventId, Instant from, Instant to, boolean deliveredToo) {
    boolean takes(Deliveries.Delivery delivery) {
      WebhookAttempt latest = delivery.latest();
      return (endpointId == null || endpointId.equals(latest.getEndpointId()))
          && (eventId == null || eventId.equals(latest.getEventId()))
          && (from == null || delivery.firstAt() >= from.toEpochMilli())
          && (to == null || delivery.firstAt() < to.toEpochMilli())
          && (delivery.givenUp() || (deliveredToo && delivery.delivered()));
    }
  }

  /**
   * What was done.
   *
   * @param chosen deliveries that are meant
   * @param closed of these: their endpoint was removed, is disabled, or answered that it is gone
   * @param expired of these: the topic no longer holds the event
   */
  public record Outcome(int chosen, int closed, int expired) {
    /** Deliveries asked for. */
    public int sent() {
      return chosen - closed - expired;
    }
  }

  /**
   * Asks for the chosen deliveries.
   *
   * @param dryRun only counts them
   */
  public Outcome run(Choice choice, boolean dryRun) throws IOException {
    return run(choice, openEndpoints(), dryRun);
  }

  /**
   * Asks for the chosen deliveries.
   *
   * @param openEndpoints ids of those that would be sent to
   * @param dryRun only counts them
   */
  public Outcome run(Choice choice, Set<String> openEndpoints, boolean dryRun) throws IOException {
    Deliveries deliveries = new Deliveries();
    topics.attempts(choice.from(), deliveries::add);
    List<WebhookAttempt> chosen =
        deliveries.all().stream().filter(choice::takes).map(Deliveries.Delivery::latest).toList();
    List<WebhookAttempt> open =
        chosen.stream().filter(attempt -> openEndpoints.contains(attempt.getEndpointId())).toList();
    String requestId = "replay_" + UUID.randomUUID();
    int[] found = {0};
    topics.events(
        open,
        (attempt, event) -> {
          // The topic may have been made anew since.
          if (event.getEventId().equals(attempt.getEventId())) {
            found[0]++;
            if (!dryRun) {
              topics.request(request(requestId, attempt, event));
            }
          }
        });
    topics.flush();
    return new Outcome(chosen.size(), chosen.size() - open.size(), open.size() - found[0]);
  }

  /** Endpoints that would be sent to. */
  private Set<String> openEndpoints() throws IOException {
    Map<String, WebhookEndpointStatus> statuses = topics.statuses();
    return topics.endpoints().values().stream()
        .filter(WebhookEndpoint::getEnabled)
        .map(WebhookEndpoint::getEndpointId)
        .filter(
            id -> !statuses.containsKey(id) || statuses.get(id).getState() != EndpointState.gone)
        .collect(Collectors.toSet());
  }

  private static WebhookRequest request(
      String requestId, WebhookAttempt attempt, WebhookEvent event) {
    return WebhookRequest.newBuilder()
        .setRequestId(requestId)
        .setKind(WebhookRequestKind.replay)
        .setEndpointId(attempt.getEndpointId())
        .setEvent(event)
        .setEventPartition(attempt.getEventPartition())
        .setEventOffset(attempt.getEventOffset())
        .setRequestedAt(Instant.now())
        .build();
  }
}

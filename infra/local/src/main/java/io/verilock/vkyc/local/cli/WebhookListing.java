package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.evaluation.text.TextTable;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Endpoints and attempts as tables of text. No secret is in them. */
public final class WebhookListing {
  private WebhookListing() {}

  /** A line for each endpoint. */
  public static String of(
      Collection<WebhookEndpoint> endpoints,
      Map<String, WebhookEndpointStatus> statuses,
      Instant now) {
    TextTable table =
        new TextTable("llllll", "endpoint", "tenant", "state", "events", "signs", "url");
    for (WebhookEndpoint endpoint : endpoints) {
      table.add(
          endpoint.getEndpointId(),
          endpoint.getTenantId(),
          state(endpoint, statuses.get(endpoint.getEndpointId())),
          endpoint.getEventTypes().isEmpty() ? "all" : String.join(",", endpoint.getEventTypes()),
          signs(endpoint, now),
          endpoint.getUrl());
    }
    return table.toString();
  }

  /** A line for each attempt. */
  public static String attempts(List<WebhookAttempt> attempts) {
    TextTable table =
        new TextTable("lllrllr", "at", "event", "id", "attempt", "state", "answer", "ms");
    for (WebhookAttempt attempt : attempts) {
      table.add(
          attempt.getAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          attempt.getEventType(),
          attempt.getEventId(),
          Integer.toString(attempt.getAttempt()),
          stateOf(attempt),
          attempt.getReason() == null
              ? Integer.toString(attempt.getHttpStatus())
              : attempt.getReason(),
          Integer.toString(attempt.getDurationMs()));
    }
    return table.toString();
  }

  private static String stateOf(WebhookAttempt attempt) {
    return attempt.getNextAttemptAt() == null
        ? attempt.getState().toString()
        : "retrying at " + attempt.getNextAttemptAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String state(WebhookEndpoint endpoint, WebhookEndpointStatus status) {
    if (!endpoint.getEnabled()) {
      return "disabled";
    }
    if (status == null) {
      return "not known to the dispatcher";
    }
    return status.getState() == EndpointState.active
        ? "active"
        : "%s since %s: %s"
            .formatted(
                status.getState(),
                status.getSince().truncatedTo(ChronoUnit.SECONDS),
                status.getReason());
  }

  private static String signs(WebhookEndpoint endpoint, Instant now) {
    Map<String, Long> live =
        endpoint.getSigningKeys().stream()
            .filter(key -> key.getExpiresAt() == null || key.getExpiresAt().isAfter(now))
            .collect(Collectors.groupingBy(key -> version(key.getSecret()), Collectors.counting()));
    return live.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + " keys)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String version(String secret) {
    try {
      return SigningSecret.parse(secret).scheme() == SigningSecret.Scheme.HMAC ? "v1" : "v1a";
    } catch (IllegalArgumentException e) {
      return "unusable";
    }
  }
}

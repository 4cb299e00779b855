package io.verilock.vkyc.gateway.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.SigningSecret.Scheme;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.time.Instant;
import java.util.Locale;

/** Endpoints and attempts as the contract writes them. */
final class EndpointJson {
  private EndpointJson() {}

  /**
   * An endpoint, without its secrets.
   *
   * @param status null until the dispatcher knows it
   */
  static ObjectNode endpoint(WebhookEndpoint endpoint, WebhookEndpointStatus status, Instant now) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("endpoint_id", endpoint.getEndpointId())
            .put("url", endpoint.getUrl());
    ArrayNode types = json.putArray("event_types");
    endpoint.getEventTypes().forEach(types::add);
    json.put("enabled", endpoint.getEnabled());
    json.put("state", status == null ? null : status.getState().name());
    json.put("state_since", status == null ? null : Times.text(status.getSince()));
    json.put("state_reason", status == null ? null : status.getReason());
    ArrayNode keys = json.putArray("signing_keys");
    for (SigningKey key : endpoint.getSigningKeys()) {
      if (key.getExpiresAt() == null || key.getExpiresAt().isAfter(now)) {
        SigningSecret secret = SigningSecret.parse(key.getSecret());
        keys.addObject()
            .put("scheme", secret.scheme().name().toLowerCase(Locale.ROOT))
            .put("public_key", secret.publicKey().orElse(null))
            .put("expires_at", Times.text(key.getExpiresAt()));
      }
    }
    return json.put("updated_at", Times.text(endpoint.getUpdatedAt()));
  }

  /** What the receiver verifies with, which is told once. */
  static void addSecret(ObjectNode endpoint, SigningSecret secret) {
    endpoint.put("secret", secret.scheme() == Scheme.HMAC ? secret.text() : null);
    endpoint.put("public_key", secret.publicKey().orElse(null));
  }

  /** An attempt. */
  static ObjectNode attempt(WebhookAttempt attempt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("event_id", attempt.getEventId())
        .put("event_type", attempt.getEventType())
        .put("session_id", attempt.getSessionId())
        .put("endpoint_id", attempt.getEndpointId())
        .put("request_id", attempt.getRequestId())
        .put("attempt", attempt.getAttempt())
        .put("at", Times.text(attempt.getAt()))
        .put("duration_ms", attempt.getDurationMs())
        .put("state", attempt.getState().name())
        .put("http_status", attempt.getHttpStatus())
        .put("failure", attempt.getFailure())
        .put("reason", attempt.getReason())
        .put("next_attempt_at", Times.text(attempt.getNextAttemptAt()));
  }
}

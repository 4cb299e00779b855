package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.EndpointUrl;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the commands that change an endpoint have in common. */
final class KnownEndpoint {
  private static final List<String> EVENT_TYPES =
      List.of(
          "video.completed",
          "video.reviewed",
          "call.queued",
          "call.started",
          "call.dropped",
          "call.ended",
          "call.abandoned");

  private KnownEndpoint() {}

  /** The endpoint as it is. */
  static WebhookEndpoint of(String endpointId, WebhookTopics topics)
      throws IOException, UsageException {
    WebhookEndpoint endpoint = topics.endpoints().get(endpointId);
    if (endpoint == null) {
      throw new UsageException(
          "there is no endpoint %s; ./vkyc webhooks list shows those there are"
              .formatted(endpointId));
    }
    return endpoint;
  }

  /** Refuses URLs that nothing would be sent to. */
  static void checkUrl(String url, boolean development) throws UsageException {
    Optional<String> fault = EndpointUrl.fault(url, development);
    if (fault.isPresent()) {
      boolean plain = EndpointUrl.fault(url, true).isEmpty();
      throw new UsageException(
          fault.get()
              + (plain
                  ? "; to try it out on this machine: ./vkyc up --set"
                      + " vkyc.webhooks.development=true, and --development here"
                  : ""));
    }
  }

  /** Refuses types that no event has. */
  static void checkTypes(List<String> eventTypes) throws UsageException {
    for (String type : eventTypes) {
      if (!EVENT_TYPES.contains(type)) {
        throw new UsageException(
            "there are no events %s; there are %s".formatted(type, String.join(", ", EVENT_TYPES)));
      }
    }
  }

  /** Shows what the receiver verifies with: the only time that it is shown. */
  static void showKey(SigningSecret secret) {
    System.out.println(
        secret
            .publicKey()
            .map(key -> "public key  " + key)
            .orElseGet(() -> "secret      " + secret.text()));
    System.err.println(
        secret.publicKey().isPresent()
            ? "Receivers verify v1a signatures with it."
            : "Keep it where the receiver verifies v1 signatures: it is not shown again.");
  }
}

package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.TestEvent;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries an endpoint out. */
@Command(
    name = "test",
    description = {
      "Sends an endpoint a made-up event, and shows what it answers.",
      "The event's type is webhook.test. It is sent once, even to an endpoint that is disabled or "
          + "fails."
    },
    mixinStandardHelpOptions = true)
final class WebhookTestCommand implements Callable<Integer> {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "ENDPOINT", description = "An endpoint's id.")
  private String endpointId;

  @Override
  public Integer call() throws Exception {
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      WebhookEndpoint endpoint = KnownEndpoint.of(endpointId, topics);
      WebhookAttempt attempt =
          topics
              .request(
                  TestEvent.to(endpointId, endpoint.getTenantId(), Instant.now()), LONGEST_WAIT)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "nothing came of it within %d s: is the dispatch job running?"
                              .formatted(LONGEST_WAIT.toSeconds())));
      if (attempt.getState() == DeliveryState.delivered) {
        System.out.printf(
            "delivered: answered %d after %d ms%n",
            attempt.getHttpStatus(), attempt.getDurationMs());
        return 0;
      }
      System.out.printf("not delivered: %s (%s)%n", attempt.getReason(), attempt.getFailure());
      return Vkyc.FAILED;
    }
  }
}

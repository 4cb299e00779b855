package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.WebhookTopics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes an endpoint. */
@Command(
    name = "remove",
    description = "Removes an endpoint; what waits for it becomes dead letters.",
    mixinStandardHelpOptions = true)
final class WebhookRemoveCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "ENDPOINT", description = "An endpoint's id.")
  private String endpointId;

  @Override
  public Integer call() throws Exception {
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      topics.removeEndpoint(KnownEndpoint.of(endpointId, topics).getEndpointId());
    }
    System.err.printf("removed %s%n", endpointId);
    return 0;
  }
}

package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows endpoints. */
@Command(
    name = "list",
    description = "Shows the endpoints and how they do; one endpoint with its latest attempts.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc webhooks list",
      "  ./vkyc webhooks list --tenant bank",
      "  ./vkyc webhooks list ep_0123456789abcdef"
    })
final class WebhookListCommand implements Callable<Integer> {
  private static final int ATTEMPTS = 10;

  @Mixin private StackFolder stack;

  @Parameters(arity = "0..1", paramLabel = "ENDPOINT", description = "An endpoint's id.")
  private String endpointId;

  @Option(names = "--tenant", paramLabel = "ID", description = "Only this tenant's endpoints.")
  private String tenant;

  @Override
  public Integer call() throws Exception {
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      Collection<WebhookEndpoint> endpoints =
          endpointId == null
              ? topics.endpoints().values().stream()
                  .filter(endpoint -> tenant == null || endpoint.getTenantId().equals(tenant))
                  .toList()
              : List.of(KnownEndpoint.of(endpointId, topics));
      if (endpoints.isEmpty()) {
        System.err.println("no endpoints yet; add one with: ./vkyc webhooks add URL");
        return 0;
      }
      System.out.print(WebhookListing.of(endpoints, topics.statuses(), Instant.now()));
      if (endpointId != null) {
        showAttempts(topics);
      }
      return 0;
    }
  }

  private void showAttempts(WebhookTopics topics) throws Exception {
    Deque<WebhookAttempt> latest = new ArrayDeque<>();
    topics.attempts(
        null,
        attempt -> {
          if (attempt.getEndpointId().equals(endpointId)) {
            latest.add(attempt);
            if (latest.size() > ATTEMPTS) {
              latest.remove();
            }
          }
        });
    System.out.printf(
        "%n%s",
        latest.isEmpty() ? "  no attempts yet\n" : WebhookListing.attempts(List.copyOf(latest)));
  }
}

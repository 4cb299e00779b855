package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.NewEndpoint;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an endpoint. */
@Command(
    name = "update",
    description = {
      "Changes an endpoint: its URL, its events, whether it gets any.",
      "What waits for it is sent at once. --enabled=true lets one that answered 410 get webhooks "
          + "again."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc webhooks update ep_0123456789abcdef --url https://example.com/new",
      "  ./vkyc webhooks update ep_0123456789abcdef --enabled=false"
    })
final class WebhookUpdateCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "ENDPOINT", description = "An endpoint's id.")
  private String endpointId;

  @Option(names = "--url", description = "Where webhooks are sent to from now on.")
  private String url;

  @Option(
      names = "--events",
      paramLabel = "TYPE",
      split = ",",
      description = "Types of events it gets from now on; all for every type.")
  private List<String> events;

  @Option(
      names = "--enabled",
      paramLabel = "true|false",
      description =
          "Whether it gets webhooks; where not, what waits for it becomes dead letters, to be"
              + " replayed.")
  private Boolean enabled;

  @Option(
      names = "--development",
      description = "Takes http:// too, for a stack with vkyc.webhooks.development=true.")
  private boolean development;

  @Override
  public Integer call() throws Exception {
    if (url == null && events == null && enabled == null) {
      throw new UsageException("nothing to change: say --url, --events or --enabled");
    }
    if (url != null) {
      KnownEndpoint.checkUrl(url, development);
    }
    List<String> types = List.of("all").equals(events) ? List.of() : events;
    if (types != null) {
      KnownEndpoint.checkTypes(types);
    }
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      WebhookEndpoint before = KnownEndpoint.of(endpointId, topics);
      topics.write(
          NewEndpoint.changed(before, Instant.now())
              .setUrl(url == null ? before.getUrl() : url)
              .setEventTypes(types == null ? before.getEventTypes() : types)
              .setEnabled(enabled == null ? before.getEnabled() : enabled)
              .build());
    }
    System.err.printf("changed; see ./vkyc webhooks list %s%n", endpointId);
    return 0;
  }
}

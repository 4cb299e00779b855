package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.NewEndpoint;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.SigningSecret.Scheme;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers an endpoint. */
@Command(
    name = "add",
    description = "Registers an endpoint, and shows once what its receiver verifies with.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc webhooks add https://example.com/hooks --tenant bank --events video.reviewed",
      "  ./vkyc webhooks add http://localhost:8099/ --development"
    })
final class WebhookAddCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "URL", description = "Where webhooks are sent to, https://…")
  private String url;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Whose results it gets. Default: ${DEFAULT-VALUE}.")
  private String tenant;

  @Option(
      names = "--events",
      paramLabel = "TYPE",
      split = ",",
      description =
          "Types of events it gets: video.completed, video.reviewed (both by default), call.queued,"
              + " call.started, call.dropped, call.ended, call.abandoned.")
  private List<String> events = List.of();

  @Option(
      names = "--ed25519",
      description = "Signs with a private key (v1a); the receiver gets the public one.")
  private boolean ed25519;

  @Option(
      names = "--development",
      description = "Takes http:// too, for a stack with vkyc.webhooks.development=true.")
  private boolean development;

  @Override
  public Integer call() throws Exception {
    KnownEndpoint.checkUrl(url, development);
    KnownEndpoint.checkTypes(events);
    SigningSecret secret = SigningSecret.generate(ed25519 ? Scheme.ED25519 : Scheme.HMAC);
    WebhookEndpoint endpoint = NewEndpoint.of(tenant, url, events, secret, Instant.now());
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      topics.write(endpoint);
    }
    System.out.printf("endpoint    %s%n", endpoint.getEndpointId());
    KnownEndpoint.showKey(secret);
    System.err.printf("See whether it works: ./vkyc webhooks test %s%n", endpoint.getEndpointId());
    return 0;
  }
}

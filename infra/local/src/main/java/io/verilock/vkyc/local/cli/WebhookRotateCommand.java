package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.NewEndpoint;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an endpoint a new key. */
@Command(
    name = "rotate",
    description = {
      "Gives an endpoint a new signing key, and shows it once.",
      "The old one signs as well for a while, so that the receiver can change over without losing "
          + "a webhook."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./vkyc webhooks rotate ep_0123456789abcdef --keep 48h")
final class WebhookRotateCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "ENDPOINT", description = "An endpoint's id.")
  private String endpointId;

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How long the old key goes on signing, such as 30min or 48h; 0s: not at all.")
  private String keep;

  @Override
  public Integer call() throws Exception {
    Duration kept = kept();
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      WebhookEndpoint before = KnownEndpoint.of(endpointId, topics);
      SigningSecret.Scheme scheme =
          SigningSecret.parse(before.getSigningKeys().get(0).getSecret()).scheme();
      SigningSecret next = SigningSecret.generate(scheme);
      topics.write(NewEndpoint.rotated(before, next, kept, Instant.now()));
      KnownEndpoint.showKey(next);
    }
    return 0;
  }

  private Duration kept() throws UsageException {
    try {
      // Without a unit it would be milliseconds.
      if (keep.matches("\\d+ ?[a-z]+")) {
        return TimeUtils.parseDuration(keep);
      }
      throw new IllegalArgumentException("no unit");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--keep is a time such as 30min or 24h, not '%s'".formatted(keep));
    }
  }
}

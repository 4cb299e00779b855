package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.webhooks.WebhookReplay;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends events again. */
@Command(
    name = "replay",
    description = {
      "Sends events again that were given up, with the same id.",
      "Say which: those of an endpoint, one event, or those first tried in a span of time. Their "
          + "endpoint must be there and enabled."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc webhooks replay --endpoint ep_0123456789abcdef",
      "  ./vkyc webhooks replay --event evt_0123",
      "  ./vkyc webhooks replay --from 2026-11-01 --to 2026-11-02T12:00 --delivered-too --dry-run"
    })
final class WebhookReplayCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Option(names = "--endpoint", paramLabel = "ID", description = "Only to this endpoint.")
  private String endpointId;

  @Option(names = "--event", paramLabel = "ID", description = "Only this event.")
  private String eventId;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only those first tried from then on; ISO 8601, UTC where no zone is said.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only those first tried before then.")
  private String to;

  @Option(names = "--delivered-too", description = "Also those that were delivered.")
  private boolean deliveredToo;

  @Option(names = "--dry-run", description = "Only says how many it would be.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    if (endpointId == null && eventId == null && from == null) {
      throw new UsageException("say which: --endpoint, --event, or --from");
    }
    Instant start = time("--from", from);
    Instant end = time("--to", to);
    if (start != null && end != null && !start.isBefore(end)) {
      throw new UsageException("--from is not before --to");
    }
    WebhookReplay.Choice choice =
        new WebhookReplay.Choice(endpointId, eventId, start, end, deliveredToo);
    try (WebhookTopics topics = new WebhookTopics(stack.running().kafka())) {
      if (endpointId != null) {
        KnownEndpoint.of(endpointId, topics);
      }
      WebhookReplay.Outcome outcome = new WebhookReplay(topics).run(choice, dryRun);
      System.out.printf(
          "%d %s%s%s%n",
          outcome.sent(),
          dryRun ? "would be sent again" : "are sent again",
          outcome.closed() == 0
              ? ""
              : ", %d not, because their endpoint is disabled, gone or removed"
                  .formatted(outcome.closed()),
          outcome.expired() == 0
              ? ""
              : ", %d not, because their topic no longer holds them".formatted(outcome.expired()));
      return 0;
    }
  }

  private static Instant time(String option, String text) throws UsageException {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == "2026-01-01".length()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return zoned(text)
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new UsageException(
          "%s is a time such as 2026-11-01 or 2026-11-01T12:30Z, not '%s'".formatted(option, text));
    }
  }

  private static boolean zoned(String text) {
    String clock = text.substring(text.indexOf('T') + 1);
    return clock.endsWith("Z") || clock.contains("+") || clock.contains("-");
  }
}

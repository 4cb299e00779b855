package io.verilock.vkyc.local.cli;

import picocli.CommandLine.Command;

/** Everything about webhooks. */
@Command(
    name = "webhooks",
    description = "Shows and changes where webhooks of a running stack go; tests and replays them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      WebhookListCommand.class,
      WebhookAddCommand.class,
      WebhookUpdateCommand.class,
      WebhookRotateCommand.class,
      WebhookRemoveCommand.class,
      WebhookTestCommand.class,
      WebhookReplayCommand.class
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  ./vkyc webhooks add https://example.com/hooks   register an endpoint",
      "  ./vkyc webhooks test ENDPOINT                   send it a test event",
      "  ./vkyc webhooks list                            see how all endpoints do",
      "",
      "docs/webhooks.md says what is sent, and how a receiver verifies it."
    })
final class WebhooksCommand {}

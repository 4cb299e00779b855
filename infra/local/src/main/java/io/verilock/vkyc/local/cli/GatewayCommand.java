package io.verilock.vkyc.local.cli;

import picocli.CommandLine.Command;

/** The gateway's tables. */
@Command(
    name = "gateway",
    description = "Looks after the HTTP gateway of a running stack.",
    mixinStandardHelpOptions = true,
    subcommands = GatewayRebuildCommand.class)
final class GatewayCommand {}

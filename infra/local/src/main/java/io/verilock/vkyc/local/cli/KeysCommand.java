package io.verilock.vkyc.local.cli;

import picocli.CommandLine.Command;

/** API keys of the gateway. */
@Command(
    name = "keys",
    description = "Makes API keys for the HTTP gateway of a running stack.",
    mixinStandardHelpOptions = true,
    subcommands = KeysCreateCommand.class)
final class KeysCommand {}

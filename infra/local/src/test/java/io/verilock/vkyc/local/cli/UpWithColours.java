package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.local.stack.TestStack;
import picocli.CommandLine;

/** {@code vkyc up} with models that need no weights. */
final class UpWithColours {
  private UpWithColours() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new UpCommand(TestStack::start)).execute(args));
  }
}

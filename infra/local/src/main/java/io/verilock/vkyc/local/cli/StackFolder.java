package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.StackException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which stack is meant. */
final class StackFolder {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the stack. Default: .vkyc/stack in the checkout.")
  private Path folder;

  Path folder() {
    return folder == null ? Home.work().resolve("stack") : folder.toAbsolutePath().normalize();
  }

  /** The stack that runs there. */
  StackAddress running() throws StackException {
    return StackAddress.of(folder());
  }
}

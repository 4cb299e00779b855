package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.testing.ColourModels;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A whole stack whose models need no weights. */
public final class TestStack {
  private TestStack() {}

  public static LocalStack start(
      Path folder, int parallelism, Map<String, String> settings, Consumer<String> says)
      throws StackException {
    return LocalStack.start(folder, parallelism, settings, pack -> ColourModels::lend, says);
  }

  public static LocalStack start(Path folder) throws StackException {
    return start(folder, 1, Map.of(), line -> {});
  }
}

package io.verilock.vkyc.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a test a stack that runs: the same one for all tests of this JVM, so that each names its
 * sessions and counts only them. Its models need no weights, and its webhooks may go to this
 * machine.
 */
public final class SharedStack implements ParameterResolver {
  /**
   * A stack.
   *
   * @param folder on which it runs, for {@code --data}
   */
  public record Running(LocalStack stack, Path folder) implements AutoCloseable {
    private static Running start() {
      try {
        Path folder = Files.createTempDirectory("shared-stack").toRealPath();
        Map<String, String> settings = Map.of("vkyc.webhooks.development", "true");
        return new Running(TestStack.start(folder, 1, settings, line -> {}), folder);
      } catch (Exception e) {
        throw new IllegalStateException("the stack did not start", e);
      }
    }

    @Override
    public void close() {
      stack.close();
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  /**
   * Says that the shared stack does not run, for a test that starts its own: Flink's connector
   * refuses two sinks of one transactional id in a process. To be ordered behind the others.
   */
  public static final class Stopped {
    private Stopped() {}
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Running.class || type == Stopped.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(SharedStack.class));
    if (parameter.getParameter().getType() == Running.class) {
      return store.getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }
    Running running = store.remove(Running.class, Running.class);
    if (running != null) {
      running.close();
    }
    return new Stopped();
  }
}

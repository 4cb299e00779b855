package io.verilock.vkyc.testing;

import io.verilock.vkyc.servers.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a test a broker: the same one for all tests of this JVM, its topics empty each time. Not
 * for tests of the broker itself, or that stop it.
 */
public final class SharedBroker implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedKafka.class;
  }

  @Override
  public EmbeddedKafka resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      EmbeddedKafka kafka =
          context
              .getRoot()
              .getStore(Namespace.create(SharedBroker.class))
              .getOrComputeIfAbsent(Broker.class, key -> Broker.start(), Broker.class)
              .kafka();
      EmptyTopics.make(kafka.bootstrapServers());
      return kafka;
    } catch (Exception e) {
      throw new IllegalStateException("the broker could not be made empty", e);
    }
  }

  /** Stopped when the last test has ended. */
  private record Broker(EmbeddedKafka kafka, Path folder) implements AutoCloseable {
    static Broker start() {
      try {
        Path folder = Files.createTempDirectory("shared-broker");
        return new Broker(EmbeddedKafka.start(folder), folder);
      } catch (Exception e) {
        throw new IllegalStateException("the broker did not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      kafka.close();
      FileUtils.deleteDirectory(folder.toFile());
    }
  }
}

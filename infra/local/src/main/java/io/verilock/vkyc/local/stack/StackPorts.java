package io.verilock.vkyc.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The ports of a stack, on loopback: the same from start to start, noted in its folder. One that is
 * taken by somebody else moves, and says so.
 */
final class StackPorts {
  /** A part of a stack that listens, and the port it has where nobody else does. */
  enum Part {
    GATEWAY("the gateway", 8080),
    KAFKA("Kafka", 19_092),
    KAFKA_CONTROLLER("Kafka's controller", 19_093),
    OBJECT_STORE("the object store", 19_000),
    FLINK("Flink", 18_081),
    DATABASE("PostgreSQL", 15_432);

    private final String words;
    private final int port;

    Part(String words, int port) {
      this.words = words;
      this.port = port;
    }
  }

  private final Path file;
  private final Properties noted = new Properties();
  private final Consumer<String> says;

  /**
   * Reads what an earlier start noted.
   *
   * @param says told where a part moved
   */
  StackPorts(Path folder, Consumer<String> says) throws IOException {
    this.file = folder.resolve("ports.properties");
    this.says = says;
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        noted.load(reader);
      }
    }
  }

  /** The port of a part, free at this moment. */
  int of(Part part) throws IOException {
    int wanted = wanted(part);
    int port = isFree(wanted) ? wanted : anyFree();
    if (port != wanted) {
      says.accept("port %d is taken: %s moves to %d".formatted(wanted, part.words, port));
    }
    noted.setProperty(part.name(), Integer.toString(port));
    try (var writer = Files.newBufferedWriter(file)) {
      noted.store(writer, "Ports of this stack; delete a line for the usual one.");
    }
    return port;
  }

  private int wanted(Part part) {
    return Optional.ofNullable(noted.getProperty(part.name()))
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Integer::valueOf)
        .filter(port -> port > 0 && port <= 65_535)
        .orElse(part.port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

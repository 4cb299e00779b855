package io.verilock.vkyc.bench;

import io.verilock.vkyc.servers.EmbeddedKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Kafka and the receivers of webhooks in a process of their own, so that what they cost is not
 * taken for what is measured.
 */
final class Surroundings implements AutoCloseable {
  private final ServerProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String bootstrapServers;
  private final URI receivers;

  private Surroundings(ServerProcess process, String bootstrapServers, URI receivers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.receivers = receivers;
  }

  /** The process itself. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
      try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]));
          MeasuringReceivers receivers = new MeasuringReceivers(kafka.bootstrapServers())) {
        System.out.println(kafka.bootstrapServers());
        System.out.println(receivers.address());
        // Ends with the process that started it, whose end closes this.
        while (System.in.read() >= 0) {}
      }
    }
  }

  /** Starts the process; it ends with this one. */
  static Surroundings start(Path folder) throws IOException {
    ServerProcess process =
        ServerProcess.start(
            Main.class,
            2,
            folder,
            // The receivers keep every connection open, as servers of their own would.
            List.of(
                "-Xmx1g",
                "-Dsun.net.httpserver.maxIdleConnections=10000",
                "-Dsun.net.httpserver.idleInterval=600"),
            folder.resolve("kafka").toString());
    return new Surroundings(process, process.said().get(0), URI.create(process.said().get(1)));
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where a receiver listens. */
  URI receiver(String path) {
    return receivers.resolve("/hook/" + path);
  }

  /** Has events written for tenants {@code tenant-0} and so on. */
  void produce(String run, int events, int tenants, int perSecond) throws IOException {
    post("/produce?run=%s&events=%d&tenants=%d&rate=%d".formatted(run, events, tenants, perSecond));
  }

  /** Forgets what was received. */
  void reset() throws IOException {
    post("/reset");
  }

  /** Waits until so many webhooks were taken by receivers that are well. */
  Latencies await(int webhooks, Duration longest) throws IOException {
    return Latencies.parse(
        post("/await?count=%d&seconds=%d".formatted(webhooks, longest.toSeconds())));
  }

  @Override
  public void close() {
    process.close();
  }

  private String post(String path) throws IOException {
    try {
      var response =
          http.send(
              HttpRequest.newBuilder(receivers.resolve(path)).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

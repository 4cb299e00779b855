package io.verilock.vkyc.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.verilock.vkyc.client.webhooks.SampleResult;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Receivers of webhooks that are well, fail, are slow or never answer, as their path says; those
 * that are well keep how long each webhook took from its event on. Writes the events, too.
 */
final class MeasuringReceivers implements AutoCloseable {
  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final KafkaProducer<String, byte[]> producer;
  private final List<Long> millis = new ArrayList<>();

  MeasuringReceivers(String bootstrapServers) throws IOException {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 1),
            new StringSerializer(),
            new ByteArraySerializer());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
    server.setExecutor(threads);
    server.createContext("/hook/", this::receive);
    server.createContext("/reset", exchange -> answer(exchange, reset()));
    server.createContext("/await", exchange -> answer(exchange, await(query(exchange))));
    server.createContext("/produce", exchange -> answer(exchange, produce(query(exchange))));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    producer.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    if (path.contains("failing")) {
      status(exchange, 500);
    } else if (path.contains("slow")) {
      LockSupport.parkNanos(SLOW.toNanos());
      status(exchange, 200);
    } else if (!path.contains("silent")) {
      Matcher timestamp = TIMESTAMP.matcher(body);
      if (timestamp.find()) {
        long took = Duration.between(Instant.parse(timestamp.group(1)), Instant.now()).toMillis();
        synchronized (millis) {
          millis.add(took);
          millis.notifyAll();
        }
      }
      status(exchange, 204);
    }
  }

  private String reset() {
    synchronized (millis) {
      millis.clear();
    }
    return "";
  }

  private String await(Map<String, String> query) throws IOException {
    int count = Integer.parseInt(query.get("count"));
    long deadline =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(query.get("seconds")));
    synchronized (millis) {
      while (millis.size() < count && System.nanoTime() < deadline) {
        try {
          millis.wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
      return Latencies.of(millis).toText();
    }
  }

  /** Writes events evenly over time; a rate of 0 is as fast as may be. */
  private String produce(Map<String, String> query) {
    int count = Integer.parseInt(query.get("events"));
    int tenants = Integer.parseInt(query.get("tenants"));
    int rate = Integer.parseInt(query.get("rate"));
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      if (rate > 0) {
        LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
      }
      String sessionId = "%s-%d".formatted(query.get("run"), i);
      String tenantId = "tenant-" + i % tenants;
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.WEBHOOKS.name(),
                  sessionId,
                  Topics.WEBHOOKS.encode(event(tenantId, sessionId))));
    }
    producer.flush();
    return "";
  }

  private static WebhookEvent event(String tenantId, String sessionId) {
    Instant now = Instant.now();
    VideoResult result = SampleResult.of(sessionId, tenantId, now);
    return new WebhookEvent(
        "evt_" + sessionId, "video.completed", tenantId, sessionId, now, result, null);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}

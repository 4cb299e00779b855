package io.verilock.vkyc.local.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Receivers of webhooks on loopback, one for each path. They trust nothing but what the official
 * Standard Webhooks library has verified.
 */
public final class Receivers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Webhook> secrets = new ConcurrentHashMap<>();
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
  private final List<String> forged = Collections.synchronizedList(new ArrayList<>());

  /** What a receiver does with a genuine webhook. */
  public interface Behaviour {
    /** The status to answer with. */
    int status() throws InterruptedException;
  }

  /** A genuine webhook that was answered with 2xx. */
  public record Taken(String receiver, String eventId, String type, String sessionId) {}

  public Receivers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /** Adds a receiver; gives where it listens. */
  public URI add(String name, String secret, Behaviour behaviour)
      throws EmptyWebhookSecretException {
    secrets.put(name, new Webhook(secret));
    behaviours.put(name, behaviour);
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
  }

  /** The receiver verifies with another secret from now on. */
  public void trust(String name, String secret) throws EmptyWebhookSecretException {
    secrets.put(name, new Webhook(secret));
  }

  public void behave(String name, Behaviour behaviour) {
    behaviours.put(name, behaviour);
  }

  /** What was taken so far, in the order it came. */
  public List<Taken> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** What the library did not verify. */
  public List<String> forged() {
    return List.copyOf(forged);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try {
        secrets.get(name).verify(body, exchange.getRequestHeaders());
      } catch (WebhookVerificationException e) {
        forged.add(name + ": " + e.getMessage());
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      int status = behaviours.get(name).status();
      if (status < 300) {
        JsonNode event = JSON.readTree(body);
        taken.add(
            new Taken(
                name,
                exchange.getRequestHeaders().getFirst("webhook-id"),
                event.path("type").textValue(),
                event.path("data").path("session_id").textValue()));
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

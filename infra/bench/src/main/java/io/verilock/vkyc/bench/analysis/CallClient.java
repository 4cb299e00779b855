package io.verilock.vkyc.bench.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks a gateway what the pages of a call ask it, for whoever holds a credential. Nothing is asked
 * twice: what the gateway does not do the first time is told with the gateway's reason.
 */
final class CallClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than any answer waits for news. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI gateway;
  private final String credential;

  CallClient(URI gateway, String credential) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), gateway, credential);
  }

  private CallClient(HttpClient http, URI gateway, String credential) {
    this.http = http;
    this.gateway = gateway;
    this.credential = credential;
  }

  /** The same gateway for somebody else. */
  CallClient as(String other) {
    return new CallClient(http, gateway, other);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return sent(request(path).GET().build());
  }

  /**
   * Does something.
   *
   * @param json empty for none
   */
  JsonNode post(String path, String json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    BodyPublisher body = BodyPublishers.noBody();
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
      body = BodyPublishers.ofString(json);
    }
    return sent(request.POST(body).build());
  }

  /** Sends a slice of a recording; done when the gateway has it. */
  CompletableFuture<JsonNode> slice(String sessionId, int sequence, byte[] bytes) {
    HttpRequest request =
        request("/v1/sessions/%s/video/chunks/%d?take=1".formatted(sessionId, sequence))
            .header("Content-Type", "application/octet-stream")
            .header("Content-Digest", "sha-256=:%s:".formatted(digest(bytes)))
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              try {
                return done(request, response);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + credential);
  }

  private JsonNode sent(HttpRequest request) throws IOException, InterruptedException {
    return done(request, http.send(request, BodyHandlers.ofByteArray()));
  }

  private static JsonNode done(HttpRequest request, HttpResponse<byte[]> response)
      throws IOException {
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s was answered %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return JSON.readTree(response.body());
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

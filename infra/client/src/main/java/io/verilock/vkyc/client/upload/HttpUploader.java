package io.verilock.vkyc.client.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Creates and uploads sessions through a gateway, as any client of its HTTP contract does: the
 * session, its pictures, the recording chunk by chunk, and that it is whole. What the gateway
 * cannot take at the moment is sent again when it says so.
 */
public final class HttpUploader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int TRIES = 6;

  /** Whoever is invited may record again once. */
  private static final int INVITED_TAKES = 2;

  private final URI gateway;
  private final String apiKey;
  private final int chunkBytes;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Sets it up.
   *
   * @param apiKey with the scope {@code sessions:write}
   * @param chunkBytes that recordings are cut after; at most 1 MiB
   */
  public HttpUploader(URI gateway, String apiKey, int chunkBytes) {
    this.gateway = gateway;
    this.apiKey = apiKey;
    this.chunkBytes = chunkBytes;
  }

  /**
   * Uploads a session, whose own id is kept as {@code external_id}.
   *
   * @param sent told of each chunk's bytes when the gateway has them
   * @return the id that the gateway gave the session
   * @throws IOException if a file cannot be read, or the gateway does not take the session
   */
  public String upload(SessionFiles session, LongConsumer sent) throws IOException {
    String sessionId = create(body(session)).get("session_id").asText();
    send(sessionId, session, sent);
    return sessionId;
  }

  /** A session that asks its person for turns of the head, and which. */
  public record Asked(String sessionId, List<Prompt> prompts) {}

  /**
   * Creates a session that asks for turns of the head, drawn by the gateway.
   *
   * @param session whose recording is not looked at, and need not be there yet
   * @param mostSeconds length of the longest recording
   * @throws IOException if the gateway does not take it
   */
  public Asked ask(SessionFiles session, int mostSeconds) throws IOException {
    ObjectNode body = body(session).put("video_max_duration", mostSeconds);
    body.putArray("challenge").add("head_turns");
    JsonNode created = create(body);
    List<Prompt> prompts = new ArrayList<>();
    for (JsonNode prompt : created.get("prompts")) {
      prompts.add(
          new Prompt(
              PromptKind.valueOf(prompt.get("kind").asText()),
              prompt.get("from_ms").asLong(),
              prompt.get("to_ms").asLong(),
              prompt.get("text").textValue()));
    }
    return new Asked(created.get("session_id").asText(), prompts);
  }

  /**
   * Uploads a session that was created before.
   *
   * @param sent told of each chunk's bytes when the gateway has them
   * @throws IOException if a file cannot be read, or the gateway does not take it
   */
  public void send(String sessionId, SessionFiles session, LongConsumer sent) throws IOException {
    String path = "/v1/sessions/" + sessionId;
    photo(path + "/selfie", session.selfie());
    photo(path + "/document", session.document());
    int chunks = 0;
    try (InputStream video = Files.newInputStream(Path.of(session.video()))) {
      for (byte[] bytes = video.readNBytes(chunkBytes);
          bytes.length > 0;
          bytes = video.readNBytes(chunkBytes)) {
        put(path + "/video/chunks/" + chunks, "application/octet-stream", bytes);
        sent.accept(bytes.length);
        chunks++;
      }
    }
    if (chunks == 0) {
      put(path + "/video/chunks/0", "application/octet-stream", new byte[0]);
      chunks = 1;
    }
    post(path + "/video/finish", JSON.createObjectNode().put("chunk_count", chunks));
  }

  /**
   * A session that its person does alone.
   *
   * @param url where they do it
   */
  public record Invitation(String sessionId, URI url) {}

  /**
   * Creates a session of all steps, in which the person may record again once.
   *
   * @param language of its page
   * @param challenge what the person is asked for at random, as the contract names it
   * @throws IOException if the gateway does not take it
   */
  public Invitation invite(String language, List<String> challenge) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("video_language", language);
    body.set("challenge", JSON.valueToTree(challenge));
    body.put("video_takes", INVITED_TAKES);
    return invited(body);
  }

  /**
   * Creates a session of all steps, in which the person talks with an agent.
   *
   * @param language of its page, and of the agent
   * @throws IOException if the gateway does not take it
   */
  public Invitation inviteToCall(String language) throws IOException {
    return invited(
        JSON.createObjectNode().put("video_language", language).put("video_mode", "live_agent"));
  }

  private Invitation invited(ObjectNode body) throws IOException {
    JsonNode session = post("/v1/sessions", body);
    return new Invitation(
        session.get("session_id").asText(), URI.create(session.get("url").asText()));
  }

  private JsonNode create(ObjectNode body) throws IOException {
    return post("/v1/sessions", body);
  }

  private static ObjectNode body(SessionFiles session) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("external_id", session.sessionId())
            .put("video_mode", session.mode().name())
            .put("video_language", session.language());
    ArrayNode steps = body.putArray("steps");
    if (session.document() != null) {
      steps.add("document");
    }
    if (session.selfie() != null) {
      steps.add("selfie");
    }
    steps.add("video");
    return body;
  }

  private void photo(String path, String file) throws IOException {
    if (file != null) {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      put(path, pictureType(bytes), bytes);
    }
  }

  private static String pictureType(byte[] bytes) {
    int first = bytes.length == 0 ? 0 : bytes[0] & 0xff;
    return first == 0x89 ? "image/png" : first == 'R' ? "image/webp" : "image/jpeg";
  }

  private JsonNode post(String path, JsonNode body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private void put(String path, String contentType, byte[] bytes) throws IOException {
    send(
        request(path)
            .header("Content-Type", contentType)
            .header("Content-Digest", "sha-256=:%s:".formatted(digest(bytes)))
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + apiKey);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() < 300) {
          return JSON.readTree(response.body());
        }
        boolean passes = response.statusCode() == 429 || response.statusCode() == 503;
        if (!passes || attempt == TRIES) {
          throw new IOException(
              "%s %s was answered %d: %s"
                  .formatted(
                      request.method(),
                      request.uri().getPath(),
                      response.statusCode(),
                      JSON.readTree(response.body()).path("detail").asText()));
        }
        TimeUnit.SECONDS.sleep(response.headers().firstValueAsLong("Retry-After").orElse(attempt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while uploading", e);
      }
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calls a gateway, and holds every answer against the contract. */
final class Client {
  private static final Contract CONTRACT = new Contract();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI gateway;
  private final String credential;

  Client(URI gateway, String credential) {
    this.gateway = gateway;
    this.credential = credential;
  }

  String credential() {
    return credential;
  }

  Client as(String other) {
    return new Client(gateway, other);
  }

  Reply get(String path) throws Exception {
    return send("GET", path, Map.of(), new byte[0]);
  }

  Reply delete(String path) throws Exception {
    return send("DELETE", path, Map.of(), new byte[0]);
  }

  Reply post(String path, String json) throws Exception {
    return json("POST", path, json, Map.of());
  }

  /** With an idempotency key. */
  Reply post(String path, String json, String key) throws Exception {
    return json("POST", path, json, Map.of("Idempotency-Key", key));
  }

  Reply json(String method, String path, String json, Map<String, String> headers)
      throws Exception {
    Map<String, String> all = new java.util.HashMap<>(headers);
    if (!json.isEmpty()) {
      all.put("Content-Type", "application/json");
    }
    return send(method, path, all, json.getBytes(StandardCharsets.UTF_8));
  }

  Reply put(String path, String contentType, byte[] bytes) throws Exception {
    return send(
        "PUT", path, Map.of("Content-Type", contentType, "Content-Digest", digest(bytes)), bytes);
  }

  Reply chunk(String session, int sequence, byte[] bytes) throws Exception {
    return put("/v1/sessions/%s/video/chunks/%d".formatted(session, sequence), "video/webm", bytes);
  }

  /** A new session's answer. */
  Reply session(String json) throws Exception {
    Reply reply = post("/v1/sessions", json);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    return reply;
  }

  /** The person of a new session, who has agreed. */
  Client person(Reply created) throws Exception {
    Client person = as(created.text("upload_token"));
    String path = "/v1/sessions/%s/consent".formatted(created.text("session_id"));
    String agreed = "{\"sha256\": \"%s\"}".formatted(person.get(path).text("sha256"));
    assertThat(person.post(path, agreed).status()).isEqualTo(201);
    return person;
  }

  static String digest(byte[] bytes) {
    return "sha-256=:%s:"
        .formatted(Base64.getEncoder().encodeToString(Secrets.sha256().digest(bytes)));
  }

  Reply send(String method, String path, Map<String, String> headers, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (credential != null) {
      request.header("Authorization", "Bearer " + credential);
    }
    headers.forEach(request::header);
    Reply reply = new Reply(sent(request.build()));
    requireAgreed(method, path, reply);
    return reply;
  }

  /**
   * Sends a request, once more where the connection it was sent on had ended meanwhile. One that is
   * never answered fails the second time, too.
   */
  private static HttpResponse<byte[]> sent(HttpRequest request) throws Exception {
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
        throw e;
      }
      return HTTP.send(request, BodyHandlers.ofByteArray());
    }
  }

  /**
   * An answer is one of those that the contract lists for the operation, and keeps to its schema.
   */
  private static void requireAgreed(String method, String path, Reply reply) throws IOException {
    assertThat(reply.header("X-Request-Id")).as(reply.toString()).isNotBlank();
    Optional<ContractOperation> operation = operation(method, path);
    if (operation.isEmpty()) {
      assertThat(reply.status()).as(reply.toString()).isIn(404, 405);
      requireProblem(reply);
      return;
    }
    Map<String, Schema> bodies = operation.get().answers().get(reply.status());
    assertThat(bodies)
        .as("%s has no answer %d: %s", operation.get().id(), reply.status(), reply)
        .isNotNull();
    if (bodies.isEmpty()) {
      assertThat(reply.response().body()).as(reply.toString()).isEmpty();
      return;
    }
    assertThat(bodies).as(reply.toString()).containsKey(reply.contentType());
    JsonNode body =
        reply.contentType().endsWith("json")
            ? reply.json()
            : TextNode.valueOf(new String(reply.response().body(), StandardCharsets.UTF_8));
    assertThat(bodies.get(reply.contentType()).validate(body)).as(reply.toString()).isEmpty();
    if (reply.status() >= 400 && reply.contentType().endsWith("problem+json")) {
      assertThat(reply.json().get("status").asInt()).isEqualTo(reply.status());
    }
  }

  private static void requireProblem(Reply reply) {
    assertThat(reply.contentType()).as(reply.toString()).isEqualTo("application/problem+json");
    assertThat(CONTRACT.schema("/components/schemas/Problem").validate(reply.json()))
        .as(reply.toString())
        .isEmpty();
  }

  private static Optional<ContractOperation> operation(String method, String path) {
    String plain = path.replaceFirst("\\?.*", "");
    return CONTRACT.operations().values().stream()
        .filter(one -> one.method().equals(method))
        .filter(one -> Pattern.matches(one.path().replaceAll("\\{[^}]*}", "[^/]+"), plain))
        .findFirst();
  }
}

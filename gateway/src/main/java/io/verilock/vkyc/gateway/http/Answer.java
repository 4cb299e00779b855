package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param contentType empty where there is no body
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** JSON. */
  public static Answer json(int status, JsonNode body) {
    try {
      return new Answer(status, "application/json", JSON.writeValueAsBytes(body), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree that is no JSON", e);
    }
  }

  /** The same with another header. */
  public Answer with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, body, Map.copyOf(all));
  }

  /** No body. */
  public static Answer empty() {
    return new Answer(204, "", new byte[0], Map.of());
  }

  /** Sends a browser on to another address, which it asks for with GET. */
  public static Answer redirect(URI address) {
    return new Answer(303, "", new byte[0], Map.of("Location", address.toString()));
  }

  /** Text of some kind, in UTF-8. */
  public static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}

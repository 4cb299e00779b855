package io.verilock.vkyc.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** What a gateway answered. */
record Reply(HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  String contentType() {
    String type = header("Content-Type");
    return type == null ? "" : type.replaceFirst(";.*", "");
  }

  /** The body; missing where it is empty or no JSON. */
  JsonNode json() {
    if (response.body().length == 0 || !contentType().endsWith("json")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String field) {
    JsonNode value = json().path(field);
    return value.isNull() || value.isMissingNode() ? null : value.asText();
  }

  /** The problem's code; null where it is none. */
  String code() {
    return text("code");
  }

  @Override
  public String toString() {
    return "%s %s: %d %s"
        .formatted(
            response.request().method(),
            response.request().uri().getRawPath(),
            status(),
            new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
  }
}

package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.Shared.Running;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class ServiceIT {
  private Client anybody;
  private URI address;
  private Client client;

  @BeforeEach
  void ask(Running running) {
    address = running.gateway().address();
    client = running.client();
    anybody = client.as(null);
  }

  @Test
  void theContractIsServedAndCanBeRead() throws Exception {
    assertThat(text(anybody.get("/openapi.yaml"))).startsWith("openapi: 3.1.0");
    String page = text(anybody.get("/docs"));
    assertThat(page)
        .contains("<code>/v1/sessions/{session_id}/video</code>", "id=\"chunks_missing\"")
        .doesNotContain("<script");
  }

  @Test
  void itsHealthIsThatOfWhatItNeeds() throws Exception {
    assertThat(anybody.get("/health/live").text("status")).isEqualTo("up");
    assertThat(anybody.get("/health/ready").json().toString())
        .isEqualTo(
            "{\"status\":\"up\",\"checks\":{\"database\":\"up\",\"kafka\":\"up\",\"object_store\":\"up\"}}");
  }

  @Test
  void requestsAreCountedByOperationAndNothingPersonalIsInIt() throws Exception {
    String sessionId = client.session("{\"external_id\": \"anna-example\"}").text("session_id");

    String metrics = text(anybody.get("/metrics"));

    assertThat(metrics)
        .containsPattern(
            "vkyc_gateway_requests_seconds_count\\{code=\"none\",operation=\"createSession\",status=\"201\"} \\d")
        .doesNotContain(sessionId, "anna");
  }

  @Test
  void aRequestHasTheNameItWasGivenOrOneOfOurs() throws Exception {
    Reply given =
        anybody.send("GET", "/health/live", Map.of("X-Request-Id", "mine-1"), new byte[0]);
    assertThat(given.header("X-Request-Id")).isEqualTo("mine-1");
    assertThat(anybody.get("/health/live").header("X-Request-Id")).startsWith("req_");
  }

  @Test
  void noAnswerIsKeptOnItsWay() throws Exception {
    for (Reply reply : List.of(client.session("{}"), anybody.get("/v1/sessions"))) {
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void whatIsNotThereIsAProblem() throws Exception {
    assertThat(anybody.get("/v1/nothing").code()).isEqualTo("route_not_found");
    Reply method = anybody.send("DELETE", "/v1/sessions", Map.of(), new byte[0]);
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.code()).isEqualTo("method_not_allowed");
  }

  @Test
  void whatTheServerItselfCannotReadIsAProblem() throws Exception {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write("GET / HTTP/9.9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .contains(
              "Connection: close",
              "application/problem+json",
              "X-Request-Id",
              "\"code\":\"invalid_parameter\"");
    }
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String head = "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("x".repeat(40_000));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }
  }

  private static String text(Reply reply) {
    return new String(reply.response().body(), StandardCharsets.UTF_8);
  }
}

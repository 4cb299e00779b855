package io.verilock.vkyc.bench.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call over a gateway that is none: it knows the answers to one call. */
class WatchedCallTest {
  private static final Duration SOON = Duration.ofMillis(1_500);
  private static final Duration NEWS_EVERY = Duration.ofMillis(100);

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile boolean refuses;
  private volatile boolean losesSide;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aScoreThatIsToldAgainCountsOnce() throws Exception {
    WatchedCall.Seen seen = call().call();

    assertThat(seen.sessionId()).isEqualTo("ses_1");
    assertThat(seen.millis()).hasSize(1);
    assertThat(seen.millis().get(0))
        .as("the slice is sent a second after it began, its latest frame is of 0.9 s")
        .isBetween(100.0, 5_000.0);
    assertThat(List.copyOf(asked)).last().asString().startsWith("POST /v1/sessions/ses_1/video/");
  }

  @Test
  void whatTheGatewayRefusesIsTold() {
    refuses = true;

    assertThatThrownBy(() -> call().call())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("POST /v1/sessions", "403", "enterprise_plan_required");
  }

  @Test
  void aCallThatLosesASideFails() {
    losesSide = true;

    assertThatThrownBy(() -> call().call())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the call has lost a side: it is dropped");
  }

  private WatchedCall call() {
    URI gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new WatchedCall(
        new CallClient(gateway, "key"),
        List.of(new byte[] {1}),
        System.nanoTime() + SOON.toNanos());
  }

  private boolean wasAsked(String what) {
    return asked.stream().anyMatch(one -> one.startsWith(what));
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(what);
    if (what.endsWith("/events")) {
      // As long as nobody has news, questions for them wait.
      LockSupport.parkNanos(NEWS_EVERY.toNanos());
    }
    byte[] answer = json(what).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refuses ? 403 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String json(String what) {
    if (refuses) {
      return "{\"code\": \"enterprise_plan_required\"}";
    }
    return switch (what) {
      case "POST /v1/sessions" -> "{\"session_id\": \"ses_1\", \"upload_token\": \"token\"}";
      case "GET /v1/sessions/ses_1/consent" -> "{\"sha256\": \"0\"}";
      case "POST /v1/agents" -> "{\"agent_id\": \"agt_1\"}";
      case "POST /v1/agents/agt_1/offer" -> "{\"call_id\": \"call_1\"}";
      case "POST /v1/calls/call_1/take" -> "{\"session_id\": \"ses_1\"}";
      case "POST /v1/calls/call_1/end" -> "{\"ended_by\": \"agent\"}";
      case "GET /v1/calls/call_1/events", "GET /v1/sessions/ses_1/call/events" -> events();
      default -> "{}";
    };
  }

  private String events() {
    String state = losesSide ? "dropped" : "connected";
    return "{\"call\": {\"state\": \"%s\"}, \"signals\": [], \"scores\": %s}"
        .formatted(
            wasAsked("POST /v1/calls/call_1/end") ? "ended" : state,
            wasAsked("PUT /v1/sessions/ses_1/video/chunks/0")
                ? "{\"second\": 1, \"presentation_time_ms\": 900}"
                : "null");
  }
}

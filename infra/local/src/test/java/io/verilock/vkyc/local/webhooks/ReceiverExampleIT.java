package io.verilock.vkyc.local.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver that the documentation shows, run as it says. */
class ReceiverExampleIT {
  private static final Path EXAMPLE =
      Path.of("..", "..", "docs", "examples", "webhook-receiver", "Receiver.java");
  private static final String BODY = "{\"type\":\"video.completed\"}";

  private final SigningSecret secret = SigningSecret.generate(SigningSecret.Scheme.HMAC);
  private final HttpClient http = HttpClient.newHttpClient();
  private long timestamp;
  private Process receiver;
  private URI url;

  @BeforeEach
  void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    url = URI.create("http://127.0.0.1:%d/".formatted(port));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            EXAMPLE.toString(),
            Integer.toString(port),
            secret.text());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    receiver = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Await.until(
        "the example's answer",
        () -> {
          assertThat(receiver.isAlive()).as("the example runs").isTrue();
          try {
            post("evt_0", BODY, "v1,no");
            return true;
          } catch (ConnectException e) {
            return false;
          }
        });
  }

  @AfterEach
  void stop() {
    receiver.destroyForcibly();
  }

  @Test
  void itTakesWhatIsSignedOnceAndRefusesTheRest() throws Exception {
    timestamp = Instant.now().getEpochSecond();
    String signature = sign("evt_1", BODY);

    assertThat(post("evt_1", BODY, signature)).isEqualTo(204);
    assertThat(post("evt_1", BODY, signature)).isEqualTo(204);
    assertThat(post("evt_2", BODY, signature)).isEqualTo(401);
    assertThat(post("evt_1", BODY.replace("completed", "reviewed"), signature)).isEqualTo(401);
    assertThat(post("evt_3", "{}", sign("evt_3", "{}"))).isEqualTo(204);

    try (BufferedReader printed = receiver.inputReader()) {
      assertThat(printed.readLine()).isEqualTo(BODY);
      assertThat(printed.readLine()).isEqualTo("{}");
    }
  }

  private String sign(String id, String body) {
    return secret.sign(id, timestamp, body.getBytes(UTF_8));
  }

  private int post(String id, String body, String signature)
      throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(url)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}

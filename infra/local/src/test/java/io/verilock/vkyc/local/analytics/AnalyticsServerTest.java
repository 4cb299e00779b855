package io.verilock.vkyc.local.analytics;

import static io.verilock.vkyc.local.analytics.Records.BANK;
import static io.verilock.vkyc.local.analytics.Records.NOON;
import static io.verilock.vkyc.local.analytics.Records.alert;
import static io.verilock.vkyc.local.analytics.Records.approvals;
import static io.verilock.vkyc.local.analytics.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyticsServerTest {
  private final DistributionIndex index = new DistributionIndex();
  private AnalyticsServer server;

  @BeforeEach
  void serve() throws Exception {
    index.put("a", record(NOON, Resolution.FIVE_MINUTES, BANK, approvals(3)));
    index.put("b", alert("drift", NOON, BANK));
    server = AnalyticsServer.serve(index, 0);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void theAnswerHasTheNamesOfTheContract() throws Exception {
    JsonNode answer = new ObjectMapper().readTree(get("/analytics.json?tenant=bank").body());

    assertThat(answer.at("/totals/needs_review").asLong(-1)).isZero();
    assertThat(answer.at("/totals/sessions").asLong()).isEqualTo(3);
    assertThat(answer.at("/range/window_seconds").asInt()).isEqualTo(300);
    assertThat(answer.at("/series/0/start").asText()).isEqualTo("2026-03-04T12:00:00Z");
    assertThat(answer.at("/series/0/face_match/p50").asDouble()).isEqualTo(82);
    assertThat(answer.at("/series/0/latency/p99").asDouble()).isEqualTo(1);
    assertThat(answer.at("/histograms/face_match/counts")).hasSize(100);
    assertThat(answer.at("/joint_counts")).hasSize(441);
    assertThat(answer.at("/funnel/video_mode/self_record/matched").asLong()).isEqualTo(3);
    assertThat(answer.at("/alerts/0/population_stability_index").asDouble()).isEqualTo(0.41);
    assertThat(answer.at("/state/complete").asBoolean()).isTrue();
  }

  @Test
  void aBadParameterIsRefusedByName() throws Exception {
    for (String path : List.of("/analytics.json?mode=x", "/analytics.csv?table=series&mode=x")) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).startsWith("mode: x is none of");
      assertThat(response.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain");
    }
    assertThat(get("/analytics.csv?table=x").body()).startsWith("table: x");
    assertThat(get("/analytics.csv?table=series&table=histograms").statusCode()).isEqualTo(400);
  }

  @Test
  void tablesComeAsFiles() throws Exception {
    HttpResponse<String> response = get("/analytics.csv?table=histograms");

    assertThat(response.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
    assertThat(response.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"verilock-histograms.csv\"");
    assertThat(response.body()).contains("71,72,1,0\r\n");
    assertThat(get("/analytics.csv").body()).startsWith("window_start,");
  }

  @Test
  void everythingCarriesAPolicyWithoutInlineScripts() throws Exception {
    for (String path :
        List.of(
            "/",
            "/main.js",
            "/page.css",
            "/analytics.json",
            "/analytics.json?mode=x",
            "/echarts-5.5.0/echarts.common.min.js",
            "/nowhere")) {
      String policy = get(path).headers().firstValue("content-security-policy").orElseThrow();
      assertThat(policy).as(path).contains("default-src 'none'", "script-src 'self';");
      assertThat(policy).as(path).doesNotContain("unsafe");
    }
  }

  @Test
  void pagesOfOtherHostsReadNothing() throws Exception {
    assertThat(answerToHost("127.0.0.1:1", "/analytics.json")).startsWith("HTTP/1.1 200");
    assertThat(answerToHost("localhost", "/")).startsWith("HTTP/1.1 200");
    assertThat(answerToHost("[::1]:80", "/")).startsWith("HTTP/1.1 200");
    for (String path : List.of("/", "/main.js", "/analytics.json", "/analytics.csv")) {
      assertThat(answerToHost("evil.example", path))
          .as(path)
          .startsWith("HTTP/1.1 403")
          .doesNotContain("sessions");
      assertThat(answerToHost("127.0.0.1.evil.example:80", path)).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void onlyWhatBelongsToThePageIsServed() throws Exception {
    for (String path :
        List.of(
            "/../AnalyticsServer.class",
            "/..%2f..%2fVkyc.class",
            "/echarts-5.5.0/../../../../log4j2.xml",
            "/webjars/echarts/5.5.0/echarts.min.js")) {
      assertThat(get(path).statusCode()).as(path).isBetween(400, 404);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    String address = server.address().toString();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address.substring(0, address.length() - 1) + path))
                .build(),
            BodyHandlers.ofString());
  }

  /** What is answered to a request for a host; the JDK's client does not let one choose it. */
  private String answerToHost(String host, String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

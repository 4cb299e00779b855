package io.verilock.vkyc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the gateway costs the sessions that upload through it: how long a chunk takes beside a bare
 * handler that only writes to Kafka, and whether each recording is in the object store afterwards,
 * byte for byte.
 */
public final class GatewayBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** The same load before what is measured: code that is new to a JVM is slow for some seconds. */
  private static final int WARM_UPS = 2;

  private final Path folder;
  private final int sessions;
  private final int seconds;
  private final int pairs;
  private final Consumer<String> says;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Sets up a run.
   *
   * @param sessions that upload at once
   * @param seconds that each uploads, a chunk a second
   * @param pairs runs of either kind, in turn
   */
  public GatewayBench(Path folder, int sessions, int seconds, int pairs, Consumer<String> says) {
    this.folder = folder;
    this.sessions = sessions;
    this.seconds = seconds;
    this.pairs = pairs;
    this.says = says;
  }

  /**
   * What was measured.
   *
   * @param gateway milliseconds from when a chunk was due to its answer, per pair of runs
   * @param bare the same of the bare handler
   * @param recordings that are in the object store byte for byte, of as many sessions
   */
  public record Figures(
      int sessions, List<Milliseconds> gateway, List<Milliseconds> bare, int recordings) {}

  /** Milliseconds at the median and in the tails. */
  public record Milliseconds(int chunks, long p50, long p95, long p99) {
    static Milliseconds of(Latencies measured) {
      return new Milliseconds(measured.count(), measured.p50(), measured.p95(), measured.p99());
    }
  }

  /** Measures. */
  public Figures run() throws Exception {
    List<Milliseconds> gateway = new ArrayList<>();
    List<Milliseconds> bare = new ArrayList<>();
    try (EdgeServers servers = EdgeServers.start(folder)) {
      for (int i = 0; i < WARM_UPS; i++) {
        says.accept("warming up");
        measure(servers, new ArrayList<>(), new ArrayList<>());
      }
      for (int pair = 1; pair <= pairs; pair++) {
        says.accept("%d sessions uploading, pair %d of %d".formatted(sessions, pair, pairs));
        measure(servers, bare, gateway);
      }
    }
    return new Figures(sessions, gateway, bare, recordings());
  }

  private void measure(EdgeServers servers, List<Milliseconds> bare, List<Milliseconds> gateway)
      throws Exception {
    ChunkLoad load = new ChunkLoad(http, servers.key(), seconds);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      names.add("bare-" + UUID.randomUUID());
    }
    bare.add(Milliseconds.of(load.run(servers.bare(), names)));
    gateway.add(
        Milliseconds.of(
            load.run(servers.gateway(), created(servers.gateway(), servers.key(), sessions))));
  }

  /** How many of the recordings that were uploaded at once are whole in a stack's object store. */
  private int recordings() throws Exception {
    says.accept("%d sessions uploading to a whole stack".formatted(sessions));
    try (LocalStack stack =
        LocalStack.start(
            folder.resolve("stack"),
            2,
            Map.of("vkyc.gateway.requests-per-minute", "1000000"),
            line -> {})) {
      StackAddress address = stack.address();
      URI gateway = URI.create(address.gateway());
      List<String> ids = created(gateway, stack.firstKey(), sessions);
      new ChunkLoad(http, stack.firstKey(), seconds).run(gateway, ids);
      for (String sessionId : ids) {
        post(
            gateway.resolve("/v1/sessions/%s/video/finish".formatted(sessionId)),
            stack.firstKey(),
            "{\"chunk_count\": %d}".formatted(seconds));
      }
      says.accept("waiting for the recordings");
      return whole(address, ids);
    }
  }

  private int whole(StackAddress address, List<String> ids) throws IOException {
    int whole = 0;
    try (ResultTopic results = new ResultTopic(address.kafka());
        S3Client objects = ObjectAccess.client(address.objects())) {
      for (int i = 0; i < ids.size(); i++) {
        Optional<VideoResult> result =
            results.await(
                ids.get(i), news -> news.getStatus() == SessionStatus.completed, LONGEST_WAIT);
        if (result.isPresent() && result.get().getRecording() != null) {
          URI place = URI.create(result.get().getRecording().getUri());
          byte[] kept =
              objects
                  .getObjectAsBytes(
                      get -> get.bucket(place.getHost()).key(place.getPath().substring(1)))
                  .asByteArray();
          whole += Arrays.equals(kept, uploaded(i)) ? 1 : 0;
        }
      }
    }
    return whole;
  }

  private byte[] uploaded(int session) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int sequence = 0; sequence < seconds; sequence++) {
      whole.write(ChunkLoad.bytes(session, sequence));
    }
    return whole.toByteArray();
  }

  private List<String> created(URI gateway, String key, int count)
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(
          post(gateway.resolve("/v1/sessions"), key, "{\"steps\": [\"video\"]}")
              .get("session_id")
              .asText());
    }
    return ids;
  }

  private JsonNode post(URI address, String key, String body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofByteArray());
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() >= 300) {
      throw new IOException("%s was answered %s".formatted(address, answer));
    }
    return answer;
  }
}

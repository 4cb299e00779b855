package io.verilock.vkyc.bench;

import com.sun.management.OperatingSystemMXBean;
import io.verilock.vkyc.client.webhooks.SampleResult;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.jobs.delivery.WebhookCall;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.webhooks.KafkaDispatchEnds;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchConfig;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchJob;
import io.verilock.vkyc.local.stack.EmbeddedFlink;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;

/**
 * What the dispatch of webhooks costs beside a bare loop of the same HTTP client, and what bad
 * endpoints do to the others.
 */
public final class WebhookBench {
  private static final int TENANTS = 100;
  private static final int WARM_UPS = 2;
  private static final int BAD = TENANTS / 20;
  private static final int RATE = 200;
  private static final Duration QUIET = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long ASKED_EVERY_MILLIS = 100;
  private static final SigningSecret SECRET = SigningSecret.generate(SigningSecret.Scheme.HMAC);

  private final Path folder;
  private final int webhooks;
  private final int pairs;
  private final Consumer<String> says;

  /**
   * Sets up a run.
   *
   * @param webhooks sent in each part of it
   * @param pairs runs of either kind, in turn
   */
  public WebhookBench(Path folder, int webhooks, int pairs, Consumer<String> says) {
    this.folder = folder;
    this.webhooks = webhooks;
    this.pairs = pairs;
    this.says = says;
  }

  /**
   * What was measured; rates are webhooks per CPU second of the sending process.
   *
   * @param bare of the HTTP client in a loop, one per pair of runs
   * @param job of the dispatch job, one per pair of runs
   * @param well milliseconds from event to receipt with all endpoints well, before
   * @param besideBad the same for the endpoints that are well, with one in twenty failing, slow,
   *     silent or not there
   * @param wellAgain the same with all endpoints well, after
   */
  public record Figures(
      List<Double> bare, List<Double> job, Latency well, Latency besideBad, Latency wellAgain) {}

  /** Milliseconds at the median and in the tails. */
  public record Latency(int webhooks, long p50, long p95, long p99) {
    static Latency of(Latencies measured) {
      return new Latency(measured.count(), measured.p50(), measured.p95(), measured.p99());
    }
  }

  /** Measures. */
  public Figures run() throws Exception {
    try (Surroundings surroundings = Surroundings.start(folder);
        EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 1);
        WebhookTopics topics = new WebhookTopics(surroundings.bootstrapServers())) {
      for (int i = 0; i < TENANTS; i++) {
        topics.write(endpoint("ep_" + i, i, surroundings.receiver("well-" + i)));
      }
      WebhookSender.Opener opener = startJob(flink, surroundings);
      List<Double> bare = new ArrayList<>();
      List<Double> job = new ArrayList<>();
      for (int i = 0; i < WARM_UPS; i++) {
        says.accept("warming up");
        bareLoop(opener, surroundings);
        job("warm-up-" + i, surroundings);
      }
      for (int pair = 1; pair <= pairs; pair++) {
        says.accept("pair %d of %d".formatted(pair, pairs));
        bare.add(bareLoop(opener, surroundings));
        job.add(job("pair-" + pair, surroundings));
      }
      says.accept("all endpoints well");
      Latencies well = paced("well", TENANTS, surroundings);
      says.accept("one endpoint in twenty bad");
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        spoil(topics, surroundings, closed.getLocalPort());
      }
      Latencies besideBad = paced("bad", TENANTS - BAD, surroundings);
      says.accept("all endpoints well again");
      for (int i = 0; i < BAD; i++) {
        topics.write(endpoint("bad_" + i, i, surroundings.receiver("well-" + i)));
      }
      awaitQuiet(surroundings);
      Latencies wellAgain = paced("again", TENANTS, surroundings);
      return new Figures(bare, job, Latency.of(well), Latency.of(besideBad), Latency.of(wellAgain));
    }
  }

  private static WebhookSender.Opener startJob(EmbeddedFlink flink, Surroundings surroundings)
      throws Exception {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.kafka.bootstrap-servers",
                surroundings.bootstrapServers(),
                "vkyc.webhooks.development",
                "true"));
    WebhookDispatchConfig config = WebhookDispatchConfig.from(settings, KafkaDispatchEnds.SETTINGS);
    WebhookSender.Opener sender = WebhookDispatchJob.sender(config);
    flink.run(
        WebhookDispatchJob.NAME,
        1,
        env ->
            WebhookDispatchJob.build(env, config, new KafkaDispatchEnds(settings, config), sender));
    return sender;
  }

  /** The same calls by the same client, as many under way as the job may have. */
  private double bareLoop(WebhookSender.Opener opener, Surroundings surroundings) throws Exception {
    surroundings.reset();
    byte[] body = ResultJson.webhook(event());
    List<SigningSecret> keys = List.of(SECRET);
    Semaphore free = new Semaphore(TENANTS);
    long cpu = cpuNanos();
    try (WebhookSender sender = opener.open()) {
      for (int i = 0; i < webhooks; i++) {
        free.acquire();
        URI url = surroundings.receiver("well-" + i % TENANTS);
        var unused =
            sender
                .send(new WebhookCall(url, keys, "evt_" + i, Instant.now(), body))
                .whenComplete((answer, failure) -> free.release());
      }
      requireAll(surroundings.await(webhooks, PATIENCE), webhooks);
    }
    return rate(cpu);
  }

  private double job(String run, Surroundings surroundings) throws IOException {
    surroundings.reset();
    long cpu = cpuNanos();
    surroundings.produce(run, webhooks, TENANTS, 0);
    requireAll(surroundings.await(webhooks, PATIENCE), webhooks);
    return rate(cpu);
  }

  /** Latencies at a rate that leaves the machine most of its time. */
  private Latencies paced(String run, int wellTenants, Surroundings surroundings)
      throws IOException {
    surroundings.reset();
    surroundings.produce(run, webhooks, TENANTS, RATE);
    int expected = webhooks / TENANTS * wellTenants;
    Latencies latencies = surroundings.await(expected, PATIENCE);
    requireAll(latencies, expected);
    return latencies;
  }

  /** Waits until what the bad endpoints missed has been sent to them. */
  private static void awaitQuiet(Surroundings surroundings) throws IOException {
    int before;
    int after = 0;
    do {
      before = after;
      after = surroundings.await(Integer.MAX_VALUE, QUIET).count();
    } while (after > before);
  }

  /**
   * Gives some tenants bad endpoints in place of their good ones, and waits until the job has heard
   * of it: what it says of an endpoint is seen once every part of it knows the change.
   */
  private static void spoil(WebhookTopics topics, Surroundings surroundings, int closedPort)
      throws IOException, InterruptedException {
    List<URI> bad =
        List.of(
            surroundings.receiver("failing"),
            surroundings.receiver("failing-too"),
            surroundings.receiver("slow"),
            surroundings.receiver("silent"),
            URI.create("http://127.0.0.1:%d/".formatted(closedPort)));
    for (int i = 0; i < BAD; i++) {
      topics.removeEndpoint("ep_" + i);
      topics.write(endpoint("bad_" + i, i, bad.get(i)));
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!spoiled(topics.statuses().keySet())) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the job did not hear of the bad endpoints");
      }
      TimeUnit.MILLISECONDS.sleep(ASKED_EVERY_MILLIS);
    }
  }

  private static boolean spoiled(Set<String> known) {
    return IntStream.range(0, BAD)
        .allMatch(i -> known.contains("bad_" + i) && !known.contains("ep_" + i));
  }

  private static void requireAll(Latencies measured, int expected) throws IOException {
    if (measured.count() < expected) {
      throw new IOException(
          "only %d of %d webhooks were received".formatted(measured.count(), expected));
    }
  }

  private double rate(long cpuBefore) {
    return webhooks / ((cpuNanos() - cpuBefore) / 1e9);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static WebhookEndpoint endpoint(String endpointId, int tenant, URI url) {
    return WebhookEndpoint.newBuilder()
        .setEndpointId(endpointId)
        .setTenantId("tenant-" + tenant)
        .setUrl(url.toString())
        .setSigningKeys(List.of(new SigningKey(SECRET.text(), null)))
        .setUpdatedAt(Instant.now())
        .build();
  }

  private static WebhookEvent event() {
    Instant now = Instant.now();
    VideoResult result = SampleResult.of("bare-0000", "tenant-0", now);
    return new WebhookEvent(
        "evt_bare", "video.completed", "tenant-0", "bare-0000", now, result, null);
  }
}

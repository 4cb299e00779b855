package io.verilock.vkyc.bench;

import io.verilock.vkyc.local.analytics.AnalyticsServer;
import io.verilock.vkyc.local.analytics.DistributionIndex;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the analysts' page costs on the distributions of many results over 30 days. */
public final class AnalyticsPageBench {
  private static final int DAYS = 30;
  private static final int REPEATS = 5;

  private final long sessions;
  private final Consumer<String> says;

  /**
   * Sets up a run.
   *
   * @param sessions that the distributions are of
   */
  public AnalyticsPageBench(long sessions, Consumer<String> says) {
    this.sessions = sessions;
    this.says = says;
  }

  /**
   * What was measured.
   *
   * @param rows distributions kept
   * @param recordBytes what they take on the topic, uncompressed
   * @param heapBytes what they take in memory
   * @param fillMillis decoding and keeping all of them
   * @param answers per range asked for
   */
  public record Figures(
      long rows, long recordBytes, long heapBytes, long fillMillis, List<Answer> answers) {}

  /**
   * Milliseconds from request to the answer's last byte, over HTTP.
   *
   * @param first of the first request
   * @param median of those after it
   */
  public record Answer(String range, int bytes, long first, long median) {}

  /** Measures. */
  public Figures run() throws Exception {
    return measure((address, end) -> {});
  }

  /** What else is measured while the page is served; {@code end} is that of the last window. */
  @FunctionalInterface
  interface WhileServed {
    void measure(URI address, Instant end) throws Exception;
  }

  Figures measure(WhileServed also) throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    says.accept("making distributions of %,d sessions".formatted(sessions));
    MadeDistributions made = new MadeDistributions(end, DAYS, sessions);
    DistributionIndex index = new DistributionIndex();
    long before = heap();
    Filling filling = new Filling(index);
    made.forEach(filling::take);
    made.alerts().forEach(alert -> index.put(alert.getAlertId(), alert));
    long heap = heap() - before;
    try (AnalyticsServer server = AnalyticsServer.serve(index, 0)) {
      List<Answer> answers = new ArrayList<>();
      says.accept("asking");
      answers.add(ask(server.address(), "12 hours", end, Duration.ofHours(12)));
      answers.add(ask(server.address(), "7 days", end, Duration.ofDays(7)));
      answers.add(ask(server.address(), "14 days", end, Duration.ofDays(14)));
      answers.add(ask(server.address(), "30 days", end, Duration.ofDays(DAYS)));
      also.measure(server.address(), end);
      return new Figures(
          index.size(), filling.bytes, heap, TimeUnit.NANOSECONDS.toMillis(filling.nanos), answers);
    }
  }

  /** Fills an index with what stands on the wire, and measures it. */
  private static final class Filling {
    private final DistributionIndex index;
    private long bytes;
    private long nanos;

    Filling(DistributionIndex index) {
      this.index = index;
    }

    void take(String key, ScoreDistribution record) throws IOException {
      byte[] encoded = Topics.SCORE_DISTRIBUTIONS.encode(record);
      bytes += encoded.length;
      long before = System.nanoTime();
      index.put(key, Topics.SCORE_DISTRIBUTIONS.decode(encoded));
      nanos += System.nanoTime() - before;
    }
  }

  private static Answer ask(URI address, String range, Instant end, Duration length)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(
                address.resolve("/analytics.json?from=%s&to=%s".formatted(end.minus(length), end)))
            .build();
    List<Long> millis = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i <= REPEATS; i++) {
      long before = System.nanoTime();
      var response = http.send(request, BodyHandlers.ofByteArray());
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
      if (response.statusCode() != 200) {
        throw new IOException("the page answered " + response.statusCode());
      }
      bytes = response.body().length;
    }
    long first = millis.remove(0);
    return new Answer(range, bytes, first, Latencies.of(millis).p50());
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

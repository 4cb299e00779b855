package io.verilock.vkyc.bench;

import io.verilock.vkyc.gateway.analytics.AnalyticsOperations;
import io.verilock.vkyc.gateway.analytics.TenantDistributions;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What the gateway's memory of distributions costs that are of many sessions over 30 days, and how
 * long an answer to one of three tenants of the same size takes, from the question to its JSON.
 */
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
   * Milliseconds of an answer.
   *
   * @param first of the first request
   * @param median of those after it
   */
  public record Answer(String range, int bytes, long first, long median) {}

  /** Measures. */
  public Figures run() throws IOException, Problem {
    Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    says.accept("making distributions of %,d sessions".formatted(sessions));
    MadeDistributions made = new MadeDistributions(end, DAYS, sessions);
    TenantDistributions distributions = new TenantDistributions();
    long before = heap();
    Filling filling = new Filling(distributions);
    made.forEach(filling::take);
    made.alerts().forEach(alert -> distributions.put(alert.getAlertId(), alert));
    long heap = heap() - before;
    AnalyticsOperations operations = new AnalyticsOperations(distributions);
    says.accept("asking");
    List<Answer> answers =
        List.of(
            ask(operations, "12 hours", end, Duration.ofHours(12)),
            ask(operations, "7 days", end, Duration.ofDays(7)),
            ask(operations, "14 days", end, Duration.ofDays(14)),
            ask(operations, "30 days", end, Duration.ofDays(DAYS)));
    return new Figures(
        distributions.size(),
        filling.bytes,
        heap,
        TimeUnit.NANOSECONDS.toMillis(filling.nanos),
        answers);
  }

  /** Fills the memory with what stands on the wire, and measures it. */
  private static final class Filling {
    private final TenantDistributions distributions;
    private long bytes;
    private long nanos;

    Filling(TenantDistributions distributions) {
      this.distributions = distributions;
    }

    void take(String key, ScoreDistribution record) throws IOException {
      byte[] encoded = Topics.SCORE_DISTRIBUTIONS.encode(record);
      bytes += encoded.length;
      long before = System.nanoTime();
      distributions.put(key, Topics.SCORE_DISTRIBUTIONS.decode(encoded));
      nanos += System.nanoTime() - before;
    }
  }

  private static Answer ask(
      AnalyticsOperations operations, String range, Instant end, Duration length)
      throws IOException, Problem {
    List<Long> millis = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i <= REPEATS; i++) {
      long before = System.nanoTime();
      bytes = operations.json(MadeDistributions.A_TENANT, end.minus(length), end).length;
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
    }
    long first = millis.remove(0);
    return new Answer(range, bytes, first, Latencies.of(millis).p50());
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

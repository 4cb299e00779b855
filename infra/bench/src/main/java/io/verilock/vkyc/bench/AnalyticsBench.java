package io.verilock.vkyc.bench;

import com.sun.management.OperatingSystemMXBean;
import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.jobs.analytics.AnalyticsEnds;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsConfig;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsJob;
import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.local.stack.EmbeddedFlink;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What counting results costs in the analytics job, beside a plain loop that reads, decodes and
 * counts the same results in memory, without state that survives it.
 */
public final class AnalyticsBench {
  private static final Duration SPAN = Duration.ofDays(2);

  private final Path folder;
  private final int results;
  private final int pairs;
  private final Consumer<String> says;

  /**
   * Sets up a run.
   *
   * @param results counted in each part of it
   * @param pairs runs of either kind, in turn
   */
  public AnalyticsBench(Path folder, int results, int pairs, Consumer<String> says) {
    this.folder = folder;
    this.results = results;
    this.pairs = pairs;
    this.says = says;
  }

  /** What was measured, results per CPU second, one of each per pair of runs. */
  public record Figures(List<Double> bare, List<Double> stream, List<Double> backfill) {}

  /** Measures. */
  public Figures run() throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> stream = new ArrayList<>();
    List<Double> backfill = new ArrayList<>();
    try (Surroundings surroundings = Surroundings.start(folder);
        EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 1)) {
      says.accept("writing %,d results".formatted(results));
      write(surroundings.bootstrapServers());
      says.accept("warming up");
      bareLoop(surroundings.bootstrapServers());
      job(flink.webPage(), surroundings.bootstrapServers(), false);
      for (int pair = 1; pair <= pairs; pair++) {
        says.accept("counting results, pair %d of %d".formatted(pair, pairs));
        bare.add(bareLoop(surroundings.bootstrapServers()));
        stream.add(job(flink.webPage(), surroundings.bootstrapServers(), false));
        backfill.add(job(flink.webPage(), surroundings.bootstrapServers(), true));
      }
    }
    return new Figures(bare, stream, backfill);
  }

  private void write(String bootstrapServers) throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(SPAN);
    SyntheticResults synthetic = new SyntheticResults(1, start, SPAN, results);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < results; i++) {
        VideoResult result = synthetic.next(i);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    Topics.RESULTS.name(),
                    null,
                    result.getAnalysedAt().toEpochMilli() + 600,
                    result.getSessionId(),
                    Topics.RESULTS.encode(result))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  /** The same records read, decoded and counted, in one thread and in memory. */
  private double bareLoop(String bootstrapServers) throws IOException {
    long cpu = cpuNanos();
    Map<Object, SessionTally> tallies = new HashMap<>();
    int[] counted = {0};
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      reader.toStart(Topics.RESULTS);
      while (counted[0] < results) {
        reader.next(
            record -> {
              count(Topics.RESULTS.decode(record.value()), record.timestamp(), tallies);
              counted[0]++;
            });
      }
    }
    return rate(cpu);
  }

  private static void count(VideoResult result, long writtenAt, Map<Object, SessionTally> tallies) {
    boolean expired = result.getStatus() == SessionStatus.expired;
    CountedSession session =
        new CountedSession(
            expired ? SessionOutcome.EXPIRED : SessionOutcome.APPROVED,
            false,
            !expired,
            !expired,
            !expired,
            result.getFaceMatchScore(),
            result.getLivenessScore(),
            expired ? null : (writtenAt - result.getAnalysedAt().toEpochMilli()) / 1e3);
    List<String> reasons = new ArrayList<>(result.getReasons());
    reasons.add("");
    for (int seconds : List.of(300, 3_600, 86_400)) {
      long window = result.getAnalysedAt().getEpochSecond() / seconds;
      for (String reason : reasons) {
        List<Object> key =
            List.of(
                seconds,
                window,
                result.getTenantId(),
                result.getVideoMode(),
                result.getVideoLanguage(),
                result.getModelVersions(),
                reason);
        tallies
            .computeIfAbsent(key, any -> SessionTally.empty())
            .add(result.getSessionId(), session);
      }
    }
  }

  private double job(URI flink, String bootstrapServers, boolean batch) throws Exception {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.kafka.bootstrap-servers",
                bootstrapServers,
                "vkyc.analytics.backfill",
                Boolean.toString(batch)));
    Configuration cluster = FlinkSettings.strict(new Configuration());
    cluster.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    cluster.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    cluster.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    long cpu = cpuNanos();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            flink.getHost(), flink.getPort(), cluster);
    env.setParallelism(1);
    ScoreAnalyticsJob.build(
        env, ScoreAnalyticsConfig.from(settings, KafkaTopics.SETTINGS), new BoundedEnds(settings));
    env.execute(ScoreAnalyticsJob.NAME);
    return rate(cpu);
  }

  /** Kafka, up to what is there, so that a stream ends as well. */
  private record BoundedEnds(Configuration settings) implements AnalyticsEnds {
    @Override
    public DataStream<RawRecord> results(StreamExecutionEnvironment env) {
      return topics().readUpToNow(env, Topics.RESULTS, "read-results");
    }

    @Override
    public void write(DataStream<Outgoing> outgoing) {
      topics().write(outgoing, "write-outputs");
    }

    @Override
    public void writeTable(DataStream<ResultRow> rows) {
      // The table has a cost of its own, and can be left out.
    }

    private KafkaTopics topics() {
      return new KafkaTopics(settings, ScoreAnalyticsJob.NAME);
    }
  }

  private double rate(long cpuBefore) {
    return results / ((cpuNanos() - cpuBefore) / 1e9);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}

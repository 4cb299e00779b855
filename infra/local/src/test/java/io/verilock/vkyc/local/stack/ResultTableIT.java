package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.analytics.KafkaAnalyticsEnds;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsConfig;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsJob;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import io.verilock.vkyc.sql.SqlScript;
import io.verilock.vkyc.testing.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The table of results in a real object store, written by the job and read by Flink SQL. */
@ExtendWith(SharedBroker.class)
class ResultTableIT {
  private static final String BUCKET = "analytics";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int SESSIONS = 500;

  @TempDir Path folder;
  private EmbeddedKafka kafka;
  private EmbeddedObjectStore store;

  @BeforeEach
  void start(EmbeddedKafka broker) throws Exception {
    kafka = broker;
    Credentials credentials = Credentials.random();
    store = EmbeddedObjectStore.start(folder.resolve("objects"), BUCKET, credentials);
    S3Plugin.install(folder, store, credentials);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
  }

  @Test
  void theLatestResultOfEachSessionIsReadFromTheObjectStore() throws Exception {
    writeResults();
    count();

    assertThat(files()).isNotEmpty();
    assertThat(query("SELECT COUNT(*) FROM result_rows")).containsExactly("+I[550]");
    assertThat(query("SELECT `result`, COUNT(*) FROM stored_results GROUP BY `result`"))
        .containsExactlyInAnyOrder("+I[approved, 450]", "+I[declined, 50]");
    assertThat(
            query(
                "SELECT `day`, check_scores['quality'], reasons[1] FROM stored_results"
                    + " WHERE reviewed AND analysed_at = TIMESTAMP '2026-03-01 12:00:00'"))
        .containsExactly("+I[2026-03-01, 81.5, reviewed]");
  }

  /** Results of two days, a tenth of them reviewed an hour later. */
  private void writeResults() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < SESSIONS; i++) {
        VideoResult result = result(i);
        long at = result.getAnalysedAt().toEpochMilli();
        producer
            .send(
                new ProducerRecord<>(
                    Topics.RESULTS.name(),
                    null,
                    at,
                    result.getSessionId(),
                    Topics.RESULTS.encode(result)))
            .get();
        if (i % 10 == 0) {
          result.setResult(Outcome.declined);
          result.setReviewerId("Jane Doe");
          result.setReasons(List.of("reviewed"));
          producer
              .send(
                  new ProducerRecord<>(
                      Topics.RESULTS.name(),
                      null,
                      at + 3_600_000,
                      result.getSessionId(),
                      Topics.RESULTS.encode(result)))
              .get();
        }
      }
    }
  }

  private static VideoResult result(int i) {
    return VideoResult.newBuilder()
        .setSessionId("session-of-somebody-" + i)
        .setTenantId("acme")
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage("es")
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.approved)
        .setLivenessScore(90.0)
        .setChecks(
            List.of(
                Check.newBuilder()
                    .setName("quality")
                    .setStatus(CheckStatus.passed)
                    .setScore(81.5)
                    .build()))
        .setAnalysedAt(NOON.plusSeconds(i * 120L))
        .build();
  }

  private void count() throws Exception {
    Configuration settings =
        Configuration.fromMap(
            Map.of(
                "vkyc.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "vkyc.analytics.backfill",
                "true",
                "vkyc.analytics.table",
                "s3://" + BUCKET + "/tables/results"));
    ScoreAnalyticsConfig config = ScoreAnalyticsConfig.from(settings, KafkaAnalyticsEnds.SETTINGS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.strict(new Configuration()));
    env.setParallelism(2);
    ScoreAnalyticsJob.build(env, config, new KafkaAnalyticsEnds(settings, config));
    env.execute();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("objects"))) {
      return all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private static List<String> query(String sql) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    tables.getConfig().set("table.local-time-zone", "UTC");
    String script =
        Files.readString(Path.of("..", "sql", "results-table.sql"))
            .replace("${table}", "s3://" + BUCKET + "/tables/results");
    for (String statement : SqlScript.statements(script)) {
      tables.executeSql(statement);
    }
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = tables.executeSql(sql).collect()) {
      found.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }
}

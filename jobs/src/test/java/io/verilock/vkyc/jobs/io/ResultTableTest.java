package io.verilock.vkyc.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.FailOnce;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.ResultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are read back by DuckDB. */
@Tag("cluster")
class ResultTableTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ROWS = 600;
  private static final int ROWS_PER_CHECKPOINT = 50;
  private static final int CHECKPOINTS_PER_FILE = 6;
  private static final int DAYS = 2;

  @TempDir Path folder;

  @Test
  void rowsOfManyCheckpointsBecomeFewFiles() throws Exception {
    write(RuntimeExecutionMode.STREAMING, null);

    assertThat(query("SELECT count(*), count(DISTINCT session_key) FROM results"))
        .containsExactly("600 600");
    assertThat(query("SELECT day, count(*) FROM results GROUP BY day ORDER BY day"))
        .containsExactly("2026-03-01 360", "2026-03-02 240");
    // However many checkpoints there were: each so many make one file a day, and so does the end.
    int merged = CountCheckpoints.COMPLETED.get() / CHECKPOINTS_PER_FILE;
    assertThat(CountCheckpoints.COMPLETED.get()).isGreaterThan(ROWS / ROWS_PER_CHECKPOINT / 2);
    assertThat(files().size()).isLessThanOrEqualTo(DAYS * (merged + 2));
  }

  @Test
  void aFailureRepeatsNoRow() throws Exception {
    write(RuntimeExecutionMode.STREAMING, new FailOnce());

    assertThat(FailOnce.FAILURES).hasValue(1);
    assertThat(query("SELECT count(*), count(DISTINCT session_key) FROM results"))
        .containsExactly("600 600");
  }

  @Test
  void aBackfillWritesOneFileADay() throws Exception {
    write(RuntimeExecutionMode.BATCH, null);

    assertThat(query("SELECT count(*), count(DISTINCT session_key) FROM results"))
        .containsExactly("600 600");
    assertThat(files()).hasSize(2);
  }

  @Test
  void columnsHaveTypesThatOtherProgramsKnow() throws Exception {
    write(RuntimeExecutionMode.BATCH, null);

    assertThat(query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM results)"))
        .containsExactly(
            "session_key VARCHAR",
            "version BIGINT",
            "tenant_id VARCHAR",
            "video_mode VARCHAR",
            "video_language VARCHAR",
            "status VARCHAR",
            "result VARCHAR",
            "reviewed BOOLEAN",
            "face_match_score DOUBLE",
            "liveness_score DOUBLE",
            "duration_seconds INTEGER",
            "reasons VARCHAR[]",
            "check_statuses MAP(VARCHAR, VARCHAR)",
            "check_scores MAP(VARCHAR, DOUBLE)",
            "model_version VARCHAR",
            "policy_version VARCHAR",
            "analysed_at TIMESTAMP WITH TIME ZONE",
            "latency_seconds DOUBLE",
            "day DATE");
    assertThat(
            query(
                "SELECT session_key, result, reasons, check_scores['quality'], liveness_score,"
                    + " epoch_ms(analysed_at) FROM results WHERE session_key = 'key-7'"))
        .containsExactly(
            "key-7 approved [reviewed, liveness_uncertain] 81.5 null "
                + NOON.plusSeconds(7 * 120).toEpochMilli());
  }

  private void write(RuntimeExecutionMode mode, FailOnce failure) throws Exception {
    Configuration configuration = FlinkSettings.strict(new Configuration());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setRuntimeMode(mode);
    env.setParallelism(1);
    var source =
        new DataGeneratorSource<RawRecord>(
            index -> new RawRecord("t", 0, index, 0, null, null),
            ROWS,
            mode == RuntimeExecutionMode.BATCH
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perCheckpoint(ROWS_PER_CHECKPOINT),
            TypeInformation.of(RawRecord.class));
    DataStream<RawRecord> numbers =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers").uid("numbers");
    if (failure != null) {
      numbers = numbers.map(failure).uid("fail-once");
    }
    numbers = numbers.map(new CountCheckpoints()).uid("count-checkpoints");
    ResultTable.write(
        numbers.map(ResultTableTest::row).returns(ResultRow.class).uid("rows"),
        folder.resolve("table").toUri().toString(),
        CHECKPOINTS_PER_FILE,
        "write-table");
    env.execute();
  }

  private static ResultRow row(RawRecord number) {
    return ResultRow.newBuilder()
        .setSessionKey("key-" + number.offset())
        .setVersion(number.offset())
        .setTenantId("acme")
        .setVideoMode("self_record")
        .setVideoLanguage("es")
        .setStatus("completed")
        .setResult("approved")
        .setReviewed(true)
        .setFaceMatchScore(88.0)
        .setDurationSeconds(12)
        .setReasons(List.of("reviewed", "liveness_uncertain"))
        .setCheckStatuses(Map.of("quality", "passed"))
        .setCheckScores(Map.of("quality", 81.5))
        .setModelVersion("open@000000000000")
        .setAnalysedAt(NOON.plusSeconds(120 * number.offset()))
        .build();
  }

  /** Files that readers see. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("table"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "CREATE VIEW results AS SELECT * FROM read_parquet('%s/*/[!.]*.parquet',"
                  .formatted(folder.resolve("table"))
              + " hive_partitioning = true)");
      try (ResultSet found = statement.executeQuery(sql)) {
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(found.getObject(i)));
          }
          rows.add(String.join(" ", row));
        }
      }
    }
    return rows;
  }

  /** Counts the checkpoints that completed while the job ran. */
  private static final class CountCheckpoints extends RichMapFunction<RawRecord, RawRecord>
      implements CheckpointListener {
    private static final long serialVersionUID = 1;
    static final AtomicInteger COMPLETED = new AtomicInteger();

    CountCheckpoints() {
      COMPLETED.set(0);
    }

    @Override
    public RawRecord map(RawRecord row) {
      return row;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      COMPLETED.incrementAndGet();
    }
  }
}

package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.FailOnce;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreSketch;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a Flink cluster. */
@Tag("cluster")
class ScoreAnalyticsJobTest {
  private static final int SESSIONS = 4_000;

  @TempDir Path folder;

  @Test
  void everySessionIsCountedOnceAsItsLatestResultSays() throws Exception {
    List<VideoResult> results = results();
    Run run = run(records(results), false, null);

    Map<String, Long> expected = new TreeMap<>();
    latest(results)
        .forEach(
            result -> {
              for (WindowLength length : WindowLength.values()) {
                expected.merge(key(result, length), 1L, Long::sum);
              }
            });
    Map<String, Long> counted = new TreeMap<>();
    run.latest().values().stream()
        .filter(all -> all.getReason() == null)
        .forEach(all -> counted.put(key(all), all.getSessions()));
    assertThat(counted).isEqualTo(expected);
    assertThat(run.records(Topics.DEAD_LETTERS)).isEmpty();
    assertThat(run.rows).hasSize(results.size());
  }

  @Test
  void aBackfillGivesTheSameNumbers() throws Exception {
    List<RawRecord> records = records(results());
    Map<String, ScoreDistribution> streamed = run(records, false, null).latest();
    Map<String, ScoreDistribution> again = run(records, true, null).latest();

    assertThat(exact(again)).isEqualTo(exact(streamed));
    for (Map.Entry<String, ScoreDistribution> entry : streamed.entrySet()) {
      if (entry.getValue().getReason() != null) {
        // A sketch keeps sessions whose reasons changed since; a backfill never saw them.
        continue;
      }
      ScoreSketch one = liveness(entry.getValue());
      ScoreSketch other = liveness(again.get(entry.getKey()));
      assertThat(other.count()).isEqualTo(one.count());
      if (one.count() > 0 && one.count() < 200) {
        assertThat(other.quantile(0.5))
            .as("few scores are kept as they are")
            .isEqualTo(one.quantile(0.5), within(1e-9));
      }
    }
  }

  @Test
  void aCrashAtACheckpointChangesNoNumber() throws Exception {
    List<RawRecord> records = records(results());
    Map<String, ScoreDistribution> undisturbed = run(records, false, null).latest();
    Map<String, ScoreDistribution> crashed = run(records, false, new FailOnce()).latest();

    assertThat(FailOnce.FAILURES).hasValue(1);
    assertThat(exact(crashed)).isEqualTo(exact(undisturbed));
  }

  @Test
  void aShiftIsAlertedByABackfill() throws Exception {
    Random random = new Random(9);
    List<VideoResult> results = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      for (int i = 0; i < 300; i++) {
        double liveness = (hour < 24 ? 88 : 70) + 10 * random.nextDouble();
        results.add(
            Results.approved(
                "s" + hour + "-" + i, NOON.plusSeconds(hour * 3_600 + i * 10), 80, liveness));
      }
    }
    Run run = run(records(results), true, null);

    assertThat(run.records(Topics.DRIFT_ALERTS))
        .extracting(DriftAlert::getScore, DriftAlert::getWindowSeconds, DriftAlert::getWindowStart)
        .containsExactlyInAnyOrder(
            tuple("liveness_score", 3_600, NOON.plus(Duration.ofHours(24))),
            tuple("liveness_score", 86_400, NOON.plus(Duration.ofHours(12))));
  }

  @Test
  void whatCannotBeCountedIsADeadLetter() throws Exception {
    VideoResult noTime = Results.approved("no-time", NOON, 80, 90);
    noTime.setAnalysedAt(null);
    VideoResult noScore = Results.approved("no-score", NOON, 80, 90);
    noScore.setLivenessScore(Double.NaN);
    List<RawRecord> records =
        List.of(
            raw(0, Results.approved("good", NOON, 80, 90)),
            new RawRecord(Topics.RESULTS.name(), 0, 1, NOON.toEpochMilli(), "x", new byte[] {1, 2}),
            raw(2, noTime),
            raw(3, noScore),
            new RawRecord(Topics.RESULTS.name(), 0, 4, NOON.toEpochMilli(), "erased", null));
    Run run = run(records, false, null);

    assertThat(run.records(Topics.DEAD_LETTERS))
        .extracting(DeadLetter::getOffset, DeadLetter::getCode)
        .containsExactlyInAnyOrder(
            tuple(1L, "record_unreadable"),
            tuple(2L, "record_invalid"),
            tuple(3L, "record_invalid"));
    assertThat(run.latest().values())
        .hasSize(3)
        .allSatisfy(all -> assertThat(all.getSessions()).isEqualTo(1));
  }

  /** Sessions of a day and a half: most in one group, some reviewed hours later, some repeated. */
  private static List<VideoResult> results() {
    Random random = new Random(4);
    List<VideoResult> results = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      Instant at = NOON.plusSeconds(i * 30L);
      String id = "session-" + i;
      VideoResult result =
          switch (random.nextInt(6)) {
            case 0 -> Results.expired(id, at);
            case 1 -> Results.inReview(id, at, "liveness_uncertain", "no_reference_photo");
            default -> Results.approved(id, at, score(random), score(random));
          };
      if (random.nextInt(10) == 0) {
        result.setTenantId("globex");
        result.setVideoMode(VideoMode.live_agent);
      }
      results.add(result);
      if (result.getResult() == Outcome.needs_review && random.nextBoolean()) {
        int later = Math.min(results.size(), results.size() - random.nextInt(1, 100));
        results.add(
            Math.max(results.indexOf(result) + 1, later),
            Results.reviewed(result, Outcome.declined));
      }
      if (random.nextInt(20) == 0) {
        results.add(result);
      }
    }
    return results;
  }

  private static double score(Random random) {
    return Math.max(0, Math.min(100, 85 + 12 * random.nextGaussian()));
  }

  private static List<RawRecord> records(List<VideoResult> results) {
    List<RawRecord> records = new ArrayList<>();
    for (VideoResult result : results) {
      records.add(raw(records.size(), result));
    }
    return records;
  }

  private static RawRecord raw(long offset, VideoResult result) {
    Instant at = result.getAnalysedAt() == null ? NOON : result.getAnalysedAt();
    return new RawRecord(
        Topics.RESULTS.name(),
        0,
        offset,
        at.toEpochMilli() + 400,
        result.getSessionId(),
        Topics.RESULTS.encode(result));
  }

  private static Collection<VideoResult> latest(List<VideoResult> results) {
    Map<String, VideoResult> latest = new TreeMap<>();
    results.forEach(result -> latest.put(result.getSessionId(), result));
    return latest.values();
  }

  private static String key(VideoResult result, WindowLength length) {
    Instant start = Instant.ofEpochMilli(length.start(result.getAnalysedAt().toEpochMilli()));
    return "%s %d %s %s"
        .formatted(
            start,
            length.seconds(),
            result.getTenantId(),
            ModelVersion.of(result.getModelVersions()));
  }

  private static String key(ScoreDistribution distribution) {
    return "%s %d %s %s"
        .formatted(
            distribution.getWindowStart(),
            distribution.getWindowSeconds(),
            distribution.getTenantId(),
            distribution.getModelVersion());
  }

  /** All that is exact of distributions that hold any session. */
  private static Map<String, String> exact(Map<String, ScoreDistribution> distributions) {
    return distributions.entrySet().stream()
        .filter(entry -> entry.getValue().getSessions() > 0)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> {
                  ScoreDistribution d = entry.getValue();
                  return "%d %d %d %d %d %d %d %d %d %s %d %s %d %s"
                      .formatted(
                          d.getSessions(),
                          d.getApproved(),
                          d.getDeclined(),
                          d.getNeedsReview(),
                          d.getExpired(),
                          d.getReviewed(),
                          d.getWithFace(),
                          d.getLive(),
                          d.getMatched(),
                          d.getFaceMatch().getCounts(),
                          d.getFaceMatch().getMissing(),
                          d.getLiveness().getCounts(),
                          d.getLiveness().getMissing(),
                          d.getJointCounts());
                },
                (a, b) -> b,
                TreeMap::new));
  }

  private static ScoreSketch liveness(ScoreDistribution distribution) {
    return ScoreSketch.of(distribution.getLiveness().getSketch().array());
  }

  private Run run(List<RawRecord> records, boolean backfill, FailOnce failure) throws Exception {
    Configuration configuration = FlinkSettings.strict(new Configuration());
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    RecordEnds ends = new RecordEnds(records, failure);
    ScoreAnalyticsConfig config =
        new ScoreAnalyticsConfig(
            backfill,
            Duration.ofDays(7),
            List.of(
                new DriftRule(WindowLength.HOUR, Duration.ofDays(7), 0.001, 100),
                new DriftRule(WindowLength.DAY, Duration.ofDays(28), 0.001, 100)),
            null);
    ScoreAnalyticsJob.build(env, config, ends);
    env.executeAsync("test");
    return new Run(ends.written(), ends.rows());
  }

  private record Run(List<Outgoing> written, List<ResultRow> rows) {
    Map<String, ScoreDistribution> latest() throws IOException {
      Map<String, ScoreDistribution> latest = new TreeMap<>();
      for (Outgoing record : written) {
        if (record.topic().equals(Topics.SCORE_DISTRIBUTIONS.name())) {
          latest.put(record.key(), Topics.SCORE_DISTRIBUTIONS.decode(record.value()));
        }
      }
      return latest;
    }

    <T extends SpecificRecord> List<T> records(Topic<T> topic) throws IOException {
      List<T> records = new ArrayList<>();
      for (Outgoing record : written) {
        if (record.topic().equals(topic.name())) {
          records.add(topic.decode(record.value()));
        }
      }
      return records;
    }
  }
}

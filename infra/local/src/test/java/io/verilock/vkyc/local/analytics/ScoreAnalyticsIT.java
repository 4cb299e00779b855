package io.verilock.vkyc.local.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsJob;
import io.verilock.vkyc.local.stack.ProcessCluster;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreSketch;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.TopicContents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The analytics job's jar on a Flink cluster of processes and a real Kafka: a process is killed
 * while results are counted, and a backfill counts them again.
 */
@ExtendWith(ProcessCluster.Shared.class)
final class ScoreAnalyticsIT {
  private static final int HOURS = 30;
  private static final int SHIFTED_HOUR = 26;
  private static final int SESSIONS_AN_HOUR = 400;
  private static final List<String> LANGUAGES = List.of("en", "en", "en", "es", "pt");

  private final Random random = new Random(8);
  private final Map<String, VideoResult> latest = new TreeMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(HOURS, ChronoUnit.HOURS);

  private final ProcessCluster cluster;

  ScoreAnalyticsIT(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aKilledProcessChangesNoNumberAndABackfillGivesTheSame() throws Exception {
    String job = run(Map.of());
    cluster.await("the job", job, () -> cluster.rest().running(job));

    write(0, HOURS / 2);
    cluster.await("the first distributions", job, () -> !distributions().isEmpty());
    cluster.loseTaskManager(job, "merge-tallies", 0);
    write(HOURS / 2, HOURS);
    review();
    cluster.await(
        "every session counted as its latest result says", job, () -> counted().equals(truth()));

    cluster.await("the alert", job, () -> !hourlyAlerts().isEmpty());
    List<DriftAlert> alerts = hourlyAlerts();
    assertThat(alerts)
        .extracting(DriftAlert::getScore, DriftAlert::getLevel, DriftAlert::getWindowStart)
        .containsExactly(
            tuple("liveness_score", DriftLevel.act, start.plus(SHIFTED_HOUR, ChronoUnit.HOURS)));
    assertThat(alerts.get(0).getMessage()).startsWith("liveness of self_record/en fell from 9");
    assertThat(records(Topics.DEAD_LETTERS)).isZero();

    cluster.rest().cancel(job);
    Map<String, ScoreDistribution> streamed = distributions();
    int written = records(Topics.SCORE_DISTRIBUTIONS);
    String backfill = run(Map.of("vkyc.analytics.backfill", "true"));
    cluster.await("the backfill", backfill, () -> cluster.rest().finished(backfill));
    cluster.await(
        "every distribution written anew",
        backfill,
        () -> records(Topics.SCORE_DISTRIBUTIONS) == written + streamed.size());
    Map<String, ScoreDistribution> again = distributions();
    assertThat(again).hasSameSizeAs(streamed);
    streamed.forEach((key, before) -> assertSame(key, before, again.get(key)));
  }

  private static void assertSame(String key, ScoreDistribution before, ScoreDistribution after) {
    ScoreDistribution expected = ScoreDistribution.newBuilder(before).build();
    // The sketches hold the same scores, drawn by lot once they are many.
    expected.getFaceMatch().setSketch(after.getFaceMatch().getSketch());
    expected.getLiveness().setSketch(after.getLiveness().getSketch());
    expected.setLatencySketch(after.getLatencySketch());
    expected.setSessionSketch(after.getSessionSketch());
    assertThat(after).as(key).isEqualTo(expected);
    if (before.getReason() == null) {
      assertThat(ScoreSketch.of(after.getLiveness().getSketch().array()).count())
          .as(key)
          .isEqualTo(after.getLiveness().getCounts().stream().mapToLong(Long::longValue).sum());
    }
  }

  /** Results of some hours, some of which come twice; liveness falls for English from one on. */
  private void write(int from, int to) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (int hour = from; hour < to; hour++) {
        for (int i = 0; i < SESSIONS_AN_HOUR; i++) {
          VideoResult result = result(hour, i);
          send(producer, result, 300);
          if (i % 50 == 0) {
            send(producer, result, 400);
          }
        }
      }
    }
    awaitSent();
  }

  /** A person decides the sessions that wait for one. */
  private void review() throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (VideoResult waiting : List.copyOf(latest.values())) {
        if (waiting.getResult() == Outcome.needs_review) {
          waiting.setResult(Outcome.declined);
          waiting.setReviewerId("someone");
          waiting.setReasons(List.of("reviewed", "liveness_uncertain"));
          send(producer, waiting, Duration.ofHours(1).toMillis());
        }
      }
    }
    awaitSent();
  }

  private void awaitSent() throws Exception {
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    sent.clear();
  }

  private VideoResult result(int hour, int i) {
    String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    boolean shifted = hour >= SHIFTED_HOUR && language.equals("en");
    double liveness = Math.min(100, (shifted ? 70 : 92) + 4 * random.nextGaussian());
    boolean expired = i % 20 == 0;
    boolean waits = i % 20 == 1;
    VideoResult.Builder result =
        VideoResult.newBuilder()
            .setSessionId("session-%d-%d".formatted(hour, i))
            .setTenantId("acme")
            .setVideoMode(VideoMode.self_record)
            .setVideoLanguage(language)
            .setStatus(expired ? SessionStatus.expired : SessionStatus.completed)
            .setAnalysedAt(start.plus(hour, ChronoUnit.HOURS).plusSeconds(9L * i));
    if (!expired) {
      result
          .setResult(waits ? Outcome.needs_review : Outcome.approved)
          .setReasons(waits ? List.of("liveness_uncertain") : List.of())
          .setFaceMatchScore(60 + 40 * random.nextDouble())
          .setLivenessScore(liveness)
          .setModelVersions(Map.of("liveness", "open/minifas@aaaaaaaaaaaa"));
    }
    return result.build();
  }

  private void send(KafkaProducer<String, byte[]> producer, VideoResult result, long later) {
    latest.put(result.getSessionId(), result);
    sent.add(
        producer.send(
            new ProducerRecord<>(
                Topics.RESULTS.name(),
                null,
                result.getAnalysedAt().toEpochMilli() + later,
                result.getSessionId(),
                Topics.RESULTS.encode(result))));
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", cluster.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** Sessions per hour, language and outcome, counted here. */
  private Map<String, Long> truth() {
    Map<String, Long> truth = new TreeMap<>();
    for (VideoResult result : latest.values()) {
      String outcome =
          result.getStatus() == SessionStatus.expired ? "expired" : result.getResult().name();
      truth.merge(
          "%s %s %s"
              .formatted(
                  result.getAnalysedAt().truncatedTo(ChronoUnit.HOURS),
                  result.getVideoLanguage(),
                  outcome),
          1L,
          Long::sum);
    }
    return truth;
  }

  /** The same as the job counts it. */
  private Map<String, Long> counted() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    for (ScoreDistribution one : distributions().values()) {
      if (one.getReason() != null || one.getWindowSeconds() != 3_600) {
        continue;
      }
      Map<String, Long> outcomes =
          Map.of(
              "approved", one.getApproved(),
              "declined", one.getDeclined(),
              "needs_review", one.getNeedsReview(),
              "expired", one.getExpired());
      outcomes.forEach(
          (outcome, sessions) -> {
            if (sessions > 0) {
              counted.merge(
                  "%s %s %s".formatted(one.getWindowStart(), one.getVideoLanguage(), outcome),
                  sessions,
                  Long::sum);
            }
          });
    }
    return counted;
  }

  private Map<String, ScoreDistribution> distributions() throws IOException {
    Map<String, ScoreDistribution> all = new TreeMap<>();
    for (var record : TopicContents.of(cluster.bootstrapServers(), Topics.SCORE_DISTRIBUTIONS)) {
      all.put(record.key(), Topics.SCORE_DISTRIBUTIONS.decode(record.value()));
    }
    return all;
  }

  private List<DriftAlert> hourlyAlerts() throws IOException {
    List<DriftAlert> alerts = new ArrayList<>();
    for (DriftAlert next : TopicContents.decoded(cluster.bootstrapServers(), Topics.DRIFT_ALERTS)) {
      // What the days say depends on the hour at which this test is run.
      if (next.getWindowSeconds() == 3_600) {
        alerts.add(next);
      }
    }
    return alerts;
  }

  private int records(Topic<?> topic) throws IOException {
    return TopicContents.of(cluster.bootstrapServers(), topic).size();
  }

  private String run(Map<String, String> more) throws Exception {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("vkyc.kafka.bootstrap-servers", cluster.bootstrapServers());
    return cluster.run(ScoreAnalyticsJob.class.getName(), settings, null);
  }
}

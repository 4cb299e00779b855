package io.verilock.vkyc.local.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreSummary;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.sql.SqlScript;
import io.verilock.vkyc.testing.SharedBroker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An analyst's queries against topics of a real broker. */
@ExtendWith(SharedBroker.class)
class SqlTopicsIT {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3600);
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  private static EmbeddedKafka kafka;
  private static KafkaProducer<String, byte[]> producer;
  private static SqlSession session;

  @BeforeAll
  static void start(EmbeddedKafka broker) throws Exception {
    kafka = broker;
    createTopicOfGarbage();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "jobs"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    writeDistributions();
    writeAlerts();
    writeDeadLetters();
    writeResults();
    writeOneOf(Topics.SESSIONS);
    writeOneOf(Topics.CHUNKS);
    writeOneOf(Topics.PHOTOS);
    writeOneOf(Topics.REVIEWS);
    writeOneOf(Topics.WEBHOOKS);
    writeOneOf(Topics.WEBHOOK_ENDPOINTS);
    writeOneOf(Topics.WEBHOOK_REQUESTS);
    writeOneOf(Topics.WEBHOOK_ATTEMPTS);
    writeOneOf(Topics.WEBHOOK_ENDPOINT_STATUS);
    writeOneOf(Topics.LIVE_SCORES);
    producer.commitTransaction();
    producer.beginTransaction();
    write(Topics.RESULTS, "taken-back", result("taken-back", VideoMode.self_record, NOON, 1.0));
    producer.abortTransaction();
    session = new SqlSession(kafka.bootstrapServers(), false);
  }

  @AfterAll
  static void stop() {
    producer.close();
  }

  @Test
  void approvalsPerHourAndLanguage() throws Exception {
    assertThat(example(0))
        .containsExactly(
            Row.of(NOON, "en", 10L, 6L, 75.0),
            Row.of(NOON, "es", 4L, 4L, 100.0),
            Row.of(ONE, "en", 2L, 0L, null));
  }

  @Test
  void theMedianComesFromTheCounts() throws Exception {
    assertThat(example(1)).containsExactly(Row.of("en", 5L, 80.5), Row.of("es", 1L, 99.5));
  }

  @Test
  void driftIsListedOnceAndTheLatestFirst() throws Exception {
    assertThat(example(2))
        .extracting(row -> row.getField(0), row -> row.getField(1), row -> row.getField("alert_id"))
        .containsExactly(tuple(ONE, "act", "b"), tuple(NOON, "watch", "a"));
  }

  @Test
  void deadLettersAreCountedByCause() throws Exception {
    assertThat(example(3))
        .extracting(row -> row.getField(0), row -> row.getField(1), row -> row.getField(2))
        .containsExactly(
            tuple("unreadable", "order-chunks", 2L), tuple("late", "join-session", 1L));
  }

  @Test
  void resultsOfLowLivenessAreThoseThatStand() throws Exception {
    assertThat(example(4))
        .as("without what was erased, improved or taken back")
        .extracting(row -> row.getField("session_id"), row -> row.getField("liveness_score"))
        .containsExactly(tuple("call-1", 12.5), tuple("low", 30.0));
  }

  @Test
  void theLatestFiveResultsOfEachMode() throws Exception {
    assertThat(example(5))
        .extracting(row -> row.getField("session_id"))
        .containsExactly("call-1", "s-7", "s-6", "s-5", "s-4", "s-3");
  }

  @Test
  void everyExampleIsTested() {
    assertThat(SqlScript.examples()).hasSize(6);
  }

  @Test
  void anOrderWithALimitIsKept() throws Exception {
    assertThat(
            session
                .run(
                    "SELECT session_id FROM results ORDER BY liveness_score, session_id DESC LIMIT 4")
                .rows())
        .extracting(row -> row.getField(0))
        .containsExactly("call-1", "low", "better", "s-7");
  }

  @Test
  void everyTopicCanBeRead() throws Exception {
    Set<String> tables = new TreeSet<>();
    for (Row row : session.run("SHOW TABLES").rows()) {
      tables.add((String) row.getField(0));
    }
    String counts =
        tables.stream()
            .map(table -> "SELECT '%s', COUNT(*) FROM `%s`".formatted(table, table))
            .collect(Collectors.joining(" UNION ALL "));

    assertThat(session.run(counts).rows())
        .extracting(row -> row.getField(0), row -> row.getField(1))
        .contains(tuple("webhook_requests", 1L), tuple("dead_letters", 3L), tuple("results", 10L))
        .hasSize(14)
        .doesNotContain(tuple("chunks", 0L));
  }

  @Test
  void whatIsNestedComesThroughButNoSecretDoes() throws Exception {
    Row request = session.run("SELECT * FROM webhook_requests").rows().get(0);
    Row event = request.getFieldAs("event");
    assertThat(event.getField("occurred_at")).isInstanceOf(Instant.class);
    assertThat(event.<Row>getFieldAs("data").getField("session_id")).isInstanceOf(String.class);
    assertThat(session.run("SELECT * FROM webhook_endpoints").columns())
        .containsExactly(
            "endpoint_id",
            "tenant_id",
            "url",
            "event_types",
            "enabled",
            "updated_at",
            "record_time",
            "record_partition",
            "record_offset");
  }

  @Test
  void aStatementThatIsWrongIsExplainedInOneLine() {
    assertThatThrownBy(() -> session.run("SELECT nothing FROM results"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("Column 'nothing' not found in any table")
        .hasNoCause();
    assertThatThrownBy(() -> session.run("SELECT FROM results"))
        .hasMessageStartingWith("SQL parse failed. Incorrect syntax near the keyword 'FROM'")
        .hasMessageNotContaining("\n")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                session.run(
                    "SELECT status FROM results /*+ OPTIONS('value.vkyc-avro.record'='Gone') */"))
        .hasMessageStartingWith("there is no type of record 'Gone'")
        .hasNoCause();
  }

  @Test
  void aRecordThatCannotBeReadFailsTheQueryWithItsType() throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("garbage", "k", new byte[] {1, 2, 3})).get();
    producer.commitTransaction();
    session.run(
        """
        CREATE TABLE garbage (session_id STRING) WITH (
          'connector' = 'kafka', 'topic' = 'garbage', 'scan.startup.mode' = 'earliest-offset',
          'scan.bounded.mode' = 'latest-offset', 'format' = 'vkyc-avro',
          'vkyc-avro.record' = 'Review', 'properties.bootstrap.servers' = '%s')
        """
            .formatted(kafka.bootstrapServers()));
    try {
      assertThatThrownBy(() -> session.run("SELECT * FROM garbage"))
          .isInstanceOf(QueryException.class)
          .hasMessageStartingWith("3 bytes cannot be read as a Review: ");
    } finally {
      session.run("DROP TABLE garbage");
    }
  }

  private static List<Row> example(int place) throws Exception {
    return session.run(SqlScript.examples().get(place)).rows();
  }

  private static void createTopicOfGarbage() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("garbage", 2, (short) 1))).all().get();
    }
  }

  private static void writeDistributions() throws Exception {
    write(Topics.SCORE_DISTRIBUTIONS, "noon-en", distribution(NOON, HOUR, "en", null, 1, 1, 0));
    write(Topics.SCORE_DISTRIBUTIONS, "noon-en", distribution(NOON, HOUR, "en", null, 6, 2, 2));
    write(Topics.SCORE_DISTRIBUTIONS, "noon-es", distribution(NOON, HOUR, "es", null, 4, 0, 0));
    write(Topics.SCORE_DISTRIBUTIONS, "one-en", distribution(ONE, HOUR, "en", null, 0, 0, 2));
    write(Topics.SCORE_DISTRIBUTIONS, "reason", distribution(NOON, HOUR, "en", "no_face", 0, 2, 0));
    write(Topics.SCORE_DISTRIBUTIONS, "short", distribution(NOON, 300, "en", null, 1, 0, 0));
    write(
        Topics.SCORE_DISTRIBUTIONS,
        "day-en",
        distribution(NOON, DAY, "en", null, 5, 0, 0, 20, 20, 80, 80, 99));
    write(Topics.SCORE_DISTRIBUTIONS, "day-es", distribution(NOON, DAY, "es", null, 1, 0, 0, 99));
  }

  private static ScoreDistribution distribution(
      Instant start,
      int seconds,
      String language,
      String reason,
      long approved,
      long declined,
      long expired,
      int... liveness) {
    return ScoreDistribution.newBuilder()
        .setWindowStart(start)
        .setWindowSeconds(seconds)
        .setTenantId("bank")
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage(language)
        .setModelVersion("m")
        .setReason(reason)
        .setSessions(approved + declined + expired)
        .setApproved(approved)
        .setDeclined(declined)
        .setNeedsReview(0)
        .setExpired(expired)
        .setReviewed(0)
        .setWithFace(approved)
        .setLive(approved)
        .setMatched(approved)
        .setFaceMatch(summary())
        .setLiveness(summary(liveness))
        .setJointCounts(Collections.nCopies(441, 0L))
        .setLatencySketch(ByteBuffer.allocate(0))
        .setSessionSketch(ByteBuffer.allocate(0))
        .build();
  }

  private static ScoreSummary summary(int... bins) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(100, 0L));
    for (int bin : bins) {
      counts.set(bin, counts.get(bin) + 1);
    }
    return ScoreSummary.newBuilder()
        .setCounts(counts)
        .setMissing(0)
        .setSketch(ByteBuffer.allocate(0))
        .build();
  }

  private static void writeAlerts() throws Exception {
    write(Topics.DRIFT_ALERTS, "g", alert("a", DriftLevel.watch, NOON));
    write(Topics.DRIFT_ALERTS, "g", alert("b", DriftLevel.act, ONE));
    write(Topics.DRIFT_ALERTS, "g", alert("b", DriftLevel.act, ONE));
    write(Topics.DRIFT_ALERTS, "g", alert("c", DriftLevel.stable, ONE.plusSeconds(HOUR)));
  }

  private static DriftAlert alert(String id, DriftLevel level, Instant start) {
    return DriftAlert.newBuilder()
        .setAlertId(id)
        .setLevel(level)
        .setScore("liveness_score")
        .setTenantId("bank")
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage("en")
        .setModelVersion("m")
        .setWindowStart(start)
        .setWindowSeconds(HOUR)
        .setSince(start)
        .setReferenceStart(start.minusSeconds(DAY))
        .setSessions(100)
        .setReferenceSessions(1000)
        .setMedian(40)
        .setReferenceMedian(80)
        .setPopulationStabilityIndex(.3)
        .setPopulationStabilityBound(.1)
        .setKolmogorovSmirnov(.4)
        .setKolmogorovSmirnovBound(.2)
        .setMessage("lower")
        .build();
  }

  private static void writeDeadLetters() throws Exception {
    write(Topics.DEAD_LETTERS, "s", deadLetter("order-chunks", "unreadable", 1));
    write(Topics.DEAD_LETTERS, "s", deadLetter("order-chunks", "unreadable", 2));
    write(Topics.DEAD_LETTERS, "s", deadLetter("join-session", "late", 3));
  }

  private static DeadLetter deadLetter(String operator, String code, long offset) {
    return DeadLetter.newBuilder()
        .setOperator(operator)
        .setTopic(Topics.CHUNKS.name())
        .setPartition(0)
        .setOffset(offset)
        .setCode(code)
        .setReason("why")
        .build();
  }

  private static void writeResults() throws Exception {
    for (int i = 1; i <= 7; i++) {
      String id = "s-" + i;
      write(Topics.RESULTS, id, result(id, VideoMode.self_record, NOON.plusSeconds(i), 90.0));
    }
    write(Topics.RESULTS, "low", result("low", VideoMode.self_record, NOON, 30.0));
    write(Topics.RESULTS, "call-1", result("call-1", VideoMode.live_agent, NOON, 12.5));
    write(Topics.RESULTS, "better", result("better", VideoMode.self_record, NOON, 20.0));
    write(Topics.RESULTS, "better", result("better", VideoMode.self_record, NOON, 70.0));
    write(Topics.RESULTS, "erased", result("erased", VideoMode.self_record, ONE, 10.0));
    producer.send(new ProducerRecord<>(Topics.RESULTS.name(), "erased", null)).get();
  }

  private static VideoResult result(String id, VideoMode mode, Instant at, double liveness) {
    return VideoResult.newBuilder()
        .setSessionId(id)
        .setVideoMode(mode)
        .setStatus(SessionStatus.completed)
        .setResult(liveness < 50 ? Outcome.declined : Outcome.approved)
        .setLivenessScore(liveness)
        .setReasons(List.of("passive_liveness_low"))
        .setAnalysedAt(at)
        .build();
  }

  private static <T extends SpecificRecord> void writeOneOf(Topic<T> topic) throws Exception {
    Schema schema = SpecificData.get().getSchema(topic.type());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema, GenericData.get())
        .write(new RandomData(schema, 1, 11).iterator().next(), encoder);
    var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
    write(topic, "key", new SpecificDatumReader<T>(topic.type()).read(null, decoder));
  }

  private static <T extends SpecificRecord> void write(Topic<T> topic, String key, T record)
      throws Exception {
    producer.send(new ProducerRecord<>(topic.name(), key, topic.encode(record))).get();
  }
}

package io.verilock.vkyc.gateway;

import static io.verilock.vkyc.gateway.analytics.Records.NOON;
import static io.verilock.vkyc.gateway.analytics.Records.alert;
import static io.verilock.vkyc.gateway.analytics.Records.approvals;
import static io.verilock.vkyc.gateway.analytics.Records.approved;
import static io.verilock.vkyc.gateway.analytics.Records.because;
import static io.verilock.vkyc.gateway.analytics.Records.called;
import static io.verilock.vkyc.gateway.analytics.Records.declined;
import static io.verilock.vkyc.gateway.analytics.Records.expired;
import static io.verilock.vkyc.gateway.analytics.Records.inReview;
import static io.verilock.vkyc.gateway.analytics.Records.record;
import static io.verilock.vkyc.gateway.analytics.Records.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.Await;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the analytics job would have counted, in transactions as it does. */
final class CountedSessions implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  CountedSessions(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                UUID.randomUUID().toString()),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** What is written in a transaction. */
  @FunctionalInterface
  interface Work {
    void write() throws Exception;
  }

  void committed(Work work) throws Exception {
    producer.beginTransaction();
    work.write();
    producer.commitTransaction();
  }

  void aborted(Work work) throws Exception {
    producer.beginTransaction();
    work.write();
    producer.abortTransaction();
  }

  void send(String key, ScoreDistribution record) throws Exception {
    send(Topics.SCORE_DISTRIBUTIONS, key, Topics.SCORE_DISTRIBUTIONS.encode(record));
  }

  void send(Topic<?> topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
  }

  /** 29 sessions of a tenant in three windows: 3 and 20 recorded themselves, 6 were called. */
  void write(String tenant) throws Exception {
    committed(
        () -> {
          send(
              tenant + "-recorded-1",
              record(NOON, recorded(tenant), declined(12, 85), declined(31, 88), expired()));
          send(
              tenant + "-recorded-2",
              record(NOON.plusSeconds(600), recorded(tenant), approvals(20)));
          send(
              tenant + "-called-1",
              record(
                  NOON.plusSeconds(300),
                  called(tenant),
                  approved(64, 90),
                  approved(92, 71),
                  approved(88, 66),
                  approved(83, 79),
                  inReview(55),
                  declined(90, 15)));
          send(
              tenant + "-attack-1",
              record(
                  NOON,
                  because(recorded(tenant), "presentation_attack_suspected"),
                  declined(12, 85),
                  declined(31, 88)));
          send(
              tenant + "-photo-1",
              record(
                  NOON.plusSeconds(300),
                  because(called(tenant), "no_reference_photo"),
                  inReview(55)));
          send(
              Topics.DRIFT_ALERTS,
              tenant + "-drift",
              Topics.DRIFT_ALERTS.encode(
                  alert(tenant + "-d1", NOON.plusSeconds(300), called(tenant))));
        });
  }

  /** Waits until a tenant's client sees so many; alerts are written in the same transactions. */
  static void await(Client client, int sessions) throws Exception {
    Await.until(
        sessions + " sessions",
        () -> {
          JsonNode answer = client.get("/v1/analytics/distributions").json();
          return answer.at("/state/complete").asBoolean()
              && answer.at("/totals/sessions").asInt() == sessions;
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.SharedBroker;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ResultTopicIT {

  @Test
  void onlyCommittedResultsCountAndTheLatestOfEachSession(EmbeddedKafka kafka) throws Exception {
    try (var producer = producer(kafka);
        ResultTopic topic = new ResultTopic(kafka.bootstrapServers())) {
      assertThat(topic.readToEnd()).isEmpty();
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "b", Results.pending("b"));
      send(producer, "a", Results.pending("a"));
      send(producer, "gone", Results.pending("gone"));
      send(producer, "gone", null);
      send(producer, "a", completed("a"));
      producer.commitTransaction();
      // A commit returns before its markers stand in every partition.
      assertThat(topic.await("b", result -> true, Await.LONGEST)).isPresent();
      assertThat(topic.await("a", result -> result.equals(completed("a")), Await.LONGEST))
          .isPresent();
      assertThat(topic.readToEnd())
          .containsExactly(Map.entry("a", completed("a")), Map.entry("b", Results.pending("b")));

      producer.beginTransaction();
      send(producer, "b", completed("b"));
      producer.flush();
      assertThat(topic.readToEnd()).containsEntry("b", Results.pending("b"));
      assertThat(
              topic.await(
                  "b",
                  result -> result.getStatus() == SessionStatus.completed,
                  Duration.ofMillis(500)))
          .isEmpty();
      producer.abortTransaction();
      assertThat(topic.readToEnd()).containsEntry("b", Results.pending("b"));
    }
  }

  private static VideoResult completed(String sessionId) {
    return VideoResult.newBuilder(Results.pending(sessionId))
        .setStatus(SessionStatus.completed)
        .build();
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String sessionId, VideoResult result)
      throws Exception {
    byte[] value = result == null ? null : Topics.RESULTS.encode(result);
    producer.send(new ProducerRecord<>(Topics.RESULTS.name(), sessionId, value)).get();
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}

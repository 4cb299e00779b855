package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.TopicContents;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final List<String> TOPICS =
      List.of(
          Topics.SESSIONS,
          Topics.CHUNKS,
          Topics.PHOTOS,
          Topics.REVIEWS,
          Topics.RESULTS,
          Topics.WEBHOOKS,
          Topics.WEBHOOK_ENDPOINTS,
          Topics.WEBHOOK_REQUESTS,
          Topics.WEBHOOK_ATTEMPTS,
          Topics.WEBHOOK_ENDPOINT_STATUS,
          Topics.LIVE_SCORES,
          Topics.SCORE_DISTRIBUTIONS,
          Topics.DRIFT_ALERTS,
          Topics.DEAD_LETTERS);

  @TempDir Path folder;

  @Test
  void ourTopicsAreThereAndNoOthersAppear() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var topics = admin.describeTopics(TOPICS).allTopicNames().get();
      assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
      assertThat(policy(admin, Topics.RESULTS)).isEqualTo("compact");
      assertThat(policy(admin, Topics.WEBHOOK_ENDPOINTS)).isEqualTo("compact");
      assertThat(policy(admin, Topics.WEBHOOK_ENDPOINT_STATUS)).isEqualTo("compact");
      assertThat(policy(admin, Topics.SCORE_DISTRIBUTIONS)).isEqualTo("compact");
      assertThat(policy(admin, Topics.WEBHOOK_ATTEMPTS)).isEqualTo("delete");
      assertThat(policy(admin, Topics.CHUNKS)).isEqualTo("delete");
      try (var producer = producer(kafka, 1000)) {
        assertThatThrownBy(
                () -> producer.send(new ProducerRecord<>("no-such-topic", new byte[1])).get())
            .hasCauseInstanceOf(TimeoutException.class);
      }
      assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(TOPICS);
    }
  }

  @Test
  void aRestartKeepsWhatWasWritten() throws Exception {
    byte[] largestChunk = new byte[(1 << 20) + 1000];
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        var producer = producer(kafka, 60_000)) {
      producer.send(new ProducerRecord<>(Topics.CHUNKS, "a", largestChunk)).get();
      producer.send(new ProducerRecord<>(Topics.CHUNKS, "b", new byte[] {2})).get();
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(TopicContents.of(kafka.bootstrapServers(), Topics.CHUNKS))
          .extracting(record -> record.key() + record.value().length)
          .containsExactlyInAnyOrder("a" + largestChunk.length, "b1");
    }
  }

  @Test
  void aClosedBrokerIsGone() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder);
    int port = Integer.parseInt(kafka.bootstrapServers().replaceFirst(".*:", ""));
    kafka.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("data-plane-kafka") || name.startsWith("quorum-"));
  }

  private static String policy(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.get("cleanup.policy").value();
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka, int longestMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "max.request.size",
            2 << 20,
            "max.block.ms",
            longestMillis),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}

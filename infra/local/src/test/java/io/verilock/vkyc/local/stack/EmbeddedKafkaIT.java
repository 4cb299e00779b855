package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.servers.EmbeddedKafka;
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
  private static final List<String> TOPICS = Topics.ALL.stream().map(Topic::name).toList();

  @TempDir Path folder;

  @Test
  void ourTopicsAreThereAndNoOthersAppear() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var topics = admin.describeTopics(TOPICS).allTopicNames().get();
      assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
      assertKept(Topics.RESULTS, "compact", null, settings(admin, Topics.RESULTS));
      assertKept(Topics.CHUNKS, "delete", "604800000", settings(admin, Topics.CHUNKS));
      for (Topic<?> topic : Topics.ALL) {
        boolean deleted = topic.cleanup() == Topic.Cleanup.delete;
        String kept = deleted ? Long.toString(topic.retention().toMillis()) : null;
        assertKept(topic, topic.cleanup().name(), kept, settings(admin, topic));
      }
      try (var producer = producer(kafka, 1000)) {
        assertThatThrownBy(
                () -> producer.send(new ProducerRecord<>("no-such-topic", new byte[1])).get())
            .hasCauseInstanceOf(TimeoutException.class);
      }
      assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(TOPICS);
    }
  }

  @Test
  void theNamesOfTransactionsAreForgottenAfterAnHour() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      String node = admin.describeCluster().nodes().get().iterator().next().idString();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);

      Config settings = admin.describeConfigs(List.of(broker)).all().get().get(broker);

      assertThat(settings.get("transactional.id.expiration.ms").value()).isEqualTo("3600000");
    }
  }

  @Test
  void aRestartKeepsWhatWasWritten() throws Exception {
    byte[] largestChunk = new byte[(1 << 20) + 1000];
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        var producer = producer(kafka, 60_000)) {
      producer.send(new ProducerRecord<>(Topics.CHUNKS.name(), "a", largestChunk)).get();
      producer.send(new ProducerRecord<>(Topics.CHUNKS.name(), "b", new byte[] {2})).get();
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

  private static void assertKept(
      Topic<?> topic, String policy, String retentionMillis, Config settings) {
    assertThat(settings.get("cleanup.policy").value()).as(topic.name()).isEqualTo(policy);
    if (retentionMillis != null) {
      assertThat(settings.get("retention.ms").value()).as(topic.name()).isEqualTo(retentionMillis);
    }
  }

  private static Config settings(Admin admin, Topic<?> topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource);
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

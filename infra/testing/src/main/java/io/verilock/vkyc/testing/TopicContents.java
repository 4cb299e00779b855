package io.verilock.vkyc.testing;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic holds. */
public final class TopicContents {
  private TopicContents() {}

  /**
   * What the committed records of a topic say, each partition in its order; tombstones are left
   * out.
   *
   * @throws IOException if one cannot be read
   */
  public static <T extends SpecificRecord> List<T> decoded(String bootstrapServers, Topic<T> topic)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : of(bootstrapServers, topic)) {
      if (record.value() != null) {
        records.add(topic.decode(record.value()));
      }
    }
    return records;
  }

  /** The committed records of a topic, each partition in its order. */
  public static List<ConsumerRecord<String, byte[]>> of(String bootstrapServers, Topic<?> topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}

package io.verilock.vkyc.jobs.io;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic that can be read whole, as of now, where an operator runs. */
public final class WholeTopic implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties properties;
  private final String topic;

  WholeTopic(Properties properties, String topic) {
    this.properties = properties;
    this.topic = topic;
  }

  /** Every committed record there is, those of a key in their order. */
  public List<RawRecord> read() {
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new IllegalStateException("there is no topic " + topic);
      }
      List<TopicPartition> partitions =
          known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<RawRecord> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          records.add(
              new RawRecord(
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  record.timestamp(),
                  record.key(),
                  record.value()));
        }
      }
      return records;
    }
  }
}

package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of topics. Belongs to one thread. */
final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;

  TopicScan(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** What is done with a record. */
  @FunctionalInterface
  interface Visitor {
    void visit(ConsumerRecord<String, byte[]> record) throws IOException;
  }

  /**
   * Reads a topic to its present end.
   *
   * @param from records written before are left out; null for all
   */
  void read(Topic<?> topic, Instant from, Visitor visitor) throws IOException {
    List<TopicPartition> partitions = partitions(topic);
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = starts(partitions, from);
    partitions.forEach(
        partition -> consumer.seek(partition, starts.getOrDefault(partition, ends.get(partition))));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        show(record, visitor);
      }
    }
  }

  /** Goes to the end of a topic, so that {@link #next} gives what comes from now on. */
  void follow(Topic<?> topic) {
    List<TopicPartition> partitions = partitions(topic);
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  /** Waits a moment for what comes. */
  void next(Visitor visitor) throws IOException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      show(record, visitor);
    }
  }

  /**
   * Reads the records at some offsets of a partition, those that the topic still holds.
   *
   * @param offsets at least one
   */
  void read(Topic<?> topic, int partition, NavigableSet<Long> offsets, Visitor visitor)
      throws IOException {
    TopicPartition place = new TopicPartition(topic.name(), partition);
    List<TopicPartition> places = List.of(place);
    consumer.assign(places);
    long last = Math.min(offsets.last(), consumer.endOffsets(places).get(place) - 1);
    consumer.seek(place, Math.max(offsets.first(), consumer.beginningOffsets(places).get(place)));
    while (consumer.position(place) <= last) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (offsets.contains(record.offset())) {
          show(record, visitor);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static void show(ConsumerRecord<String, byte[]> record, Visitor visitor)
      throws IOException {
    try {
      visitor.visit(record);
    } catch (IOException e) {
      throw new IOException(
          "%s, partition %d, offset %d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  private List<TopicPartition> partitions(Topic<?> topic) {
    return consumer.partitionsFor(topic.name()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> starts(List<TopicPartition> partitions, Instant from) {
    if (from == null) {
      return consumer.beginningOffsets(partitions);
    }
    Map<TopicPartition, Long> times =
        partitions.stream().collect(Collectors.toMap(one -> one, one -> from.toEpochMilli()));
    return consumer.offsetsForTimes(times).entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
  }

  private static long offset(OffsetAndTimestamp found) {
    return found.offset();
  }
}

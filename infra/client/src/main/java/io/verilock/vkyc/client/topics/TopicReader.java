package io.verilock.vkyc.client.topics;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the committed records of topics, from where it was sent to last. Belongs to one thread.
 * Every method throws Kafka's own exceptions where the brokers cannot be reached or do not hold the
 * topic.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long brokers that may be gone are waited for. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final KafkaConsumer<String, byte[]> consumer;
  private List<TopicPartition> partitions = List.of();

  /** Opens the topics of these brokers. */
  public TopicReader(String bootstrapServers) {
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
  public interface Visitor {
    /** Takes a record; what it throws is told with the record's place. */
    void visit(ConsumerRecord<String, byte[]> record) throws IOException;
  }

  /** Goes to the first records of some topics. */
  public void toStart(Topic<?>... topics) {
    assign(topics);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Goes behind the last records of a topic, so that {@link #next} gives what comes from now on.
   */
  public void toEnd(Topic<?> topic) {
    assign(topic);
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  /** Goes to the first records of a topic that were written at a time or later. */
  public void toTime(Topic<?> topic, Instant from) {
    assign(topic);
    Map<TopicPartition, Long> times =
        partitions.stream().collect(Collectors.toMap(one -> one, one -> from.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) -> {
              OffsetAndTimestamp first = found.get(partition);
              consumer.seek(partition, first == null ? end : first.offset());
            });
  }

  /**
   * Goes to given offsets of a topic, of partitions that are not named to the first record.
   *
   * @param offsets behind what was read before
   */
  public void toOffsets(Topic<?> topic, Map<TopicPartition, Long> offsets) {
    toStart(topic);
    offsets.forEach(consumer::seek);
  }

  /** The offsets behind the last records there are now. */
  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions);
  }

  /** Whether all before some offsets has been read. */
  public boolean hasRead(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Waits a moment for what comes next. */
  public void next(Visitor visitor) throws IOException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      show(record, visitor);
    }
  }

  /** Reads all that is there now. */
  public void rest(Visitor visitor) throws IOException {
    Map<TopicPartition, Long> ends = ends();
    while (!hasRead(ends)) {
      next(visitor);
    }
  }

  /**
   * Reads the records at some offsets of a partition, those that the topic still holds.
   *
   * @param offsets at least one
   */
  public void pick(Topic<?> topic, int partition, NavigableSet<Long> offsets, Visitor visitor)
      throws IOException {
    TopicPartition place = new TopicPartition(topic.name(), partition);
    partitions = List.of(place);
    consumer.assign(partitions);
    long last = Math.min(offsets.last(), ends().get(place) - 1);
    long first = consumer.beginningOffsets(partitions).get(place);
    consumer.seek(place, Math.max(offsets.first(), first));
    while (consumer.position(place) <= last) {
      next(
          record -> {
            if (offsets.contains(record.offset())) {
              visitor.visit(record);
            }
          });
    }
  }

  /** Says goodbye to the brokers, also in a thread that was interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    consumer.close(CloseOptions.timeout(GOODBYE));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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

  private void assign(Topic<?>... topics) {
    List<TopicPartition> found = new ArrayList<>();
    for (Topic<?> topic : topics) {
      partitionsOf(topic).forEach(found::add);
    }
    partitions = List.copyOf(found);
    consumer.assign(partitions);
  }

  private Stream<TopicPartition> partitionsOf(Topic<?> topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic.name());
    if (infos.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic.name());
    }
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
  }
}

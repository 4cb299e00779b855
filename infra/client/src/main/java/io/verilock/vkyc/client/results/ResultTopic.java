package io.verilock.vkyc.client.results;

import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The latest result of every session, as its topic says: committed records only. Belongs to one
 * thread.
 */
public final class ResultTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, VideoResult> latest = new TreeMap<>();

  /** Opens the topic of these brokers. */
  public ResultTopic(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(Topics.RESULTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads all that is there now. */
  public Map<String, VideoResult> readToEnd() throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll();
    }
    return latest();
  }

  /** Waits a moment for news, and gives the latest of each session, by its id. */
  public Map<String, VideoResult> next() throws IOException {
    poll();
    return latest();
  }

  /** Waits until a session's result is as wanted. */
  public Optional<VideoResult> await(
      String sessionId, Predicate<VideoResult> wanted, Duration longest) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    do {
      VideoResult result = next().get(sessionId);
      if (result != null && wanted.test(result)) {
        return Optional.of(result);
      }
    } while (System.nanoTime() < deadline);
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Map<String, VideoResult> latest() {
    return Collections.unmodifiableMap(latest);
  }

  private void poll() throws IOException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (record.value() == null) {
        latest.remove(record.key());
      } else {
        latest.put(record.key(), Topics.RESULTS.decode(record.value()));
      }
    }
  }
}

package io.verilock.vkyc.local.analytics;

import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of distributions and alerts from their beginning, in a thread of its own.
 * Begins anew where Kafka fails: what is read again replaces itself.
 */
final class DistributionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final DistributionIndex index;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private DistributionReader(String bootstrapServers, DistributionIndex index) {
    this.bootstrapServers = bootstrapServers;
    this.index = index;
    thread = new Thread(this::run, "analytics-reader");
    thread.setDaemon(true);
  }

  /** Starts to fill an index. */
  static DistributionReader start(String bootstrapServers, DistributionIndex index) {
    DistributionReader reader = new DistributionReader(bootstrapServers, index);
    reader.thread.start();
    return reader;
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        follow();
      } catch (InterruptException e) {
        // Closed: the condition ends the loop.
      } catch (KafkaException e) {
        LOG.warn("The topics of the analysts' page cannot be read: {}", e.getMessage());
        index.problem("The topics cannot be read: " + e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.error("The analysts' page stopped reading and begins anew", e);
        index.problem("Reading the topics failed, the log says how: " + e.getMessage());
        pause();
      }
    }
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean complete = false;
      while (closed.getCount() > 0) {
        consumer.poll(POLL).forEach(this::take);
        if (!complete && isRead(consumer, ends)) {
          complete = true;
          index.complete();
        }
      }
    }
  }

  private static boolean isRead(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    return Stream.of(Topics.SCORE_DISTRIBUTIONS, Topics.DRIFT_ALERTS)
        .flatMap(topic -> partitions(consumer, topic.name()))
        .toList();
  }

  private static Stream<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.key() == null) {
        throw new IOException("it has no key");
      }
      if (record.topic().equals(Topics.SCORE_DISTRIBUTIONS.name())) {
        takeDistribution(record);
      } else {
        takeAlert(record);
      }
    } catch (IOException e) {
      index.countUnreadable();
      LOG.warn(
          "A record is left out of the analysts' page: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void takeDistribution(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      index.remove(record.key());
    } else {
      index.put(record.key(), Topics.SCORE_DISTRIBUTIONS.decode(record.value()));
    }
  }

  private void takeAlert(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      index.removeAlerts(record.key());
    } else {
      index.put(record.key(), Topics.DRIFT_ALERTS.decode(record.value()));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
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

  /** Lets Kafka recover; closing ends it at once. */
  private void pause() {
    try {
      if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("closed while waiting for Kafka");
      }
    } catch (InterruptedException e) {
      // Closed: the condition of the loop ends the thread.
    }
  }
}

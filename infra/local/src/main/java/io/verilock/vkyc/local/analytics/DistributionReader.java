package io.verilock.vkyc.local.analytics;

import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of distributions and alerts from their beginning, in a thread of its own.
 * Begins anew where Kafka fails: what is read again replaces itself.
 */
final class DistributionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionReader.class);
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
      } catch (IOException | RuntimeException e) {
        LOG.error("The analysts' page stopped reading and begins anew", e);
        index.problem("Reading the topics failed, the log says how: " + e.getMessage());
        pause();
      }
    }
  }

  private void follow() throws IOException {
    try (TopicReader topics = new TopicReader(bootstrapServers)) {
      topics.toStart(Topics.SCORE_DISTRIBUTIONS, Topics.DRIFT_ALERTS);
      Map<TopicPartition, Long> ends = topics.ends();
      boolean complete = false;
      while (closed.getCount() > 0) {
        topics.next(this::take);
        if (!complete && topics.hasRead(ends)) {
          complete = true;
          index.complete();
        }
      }
    }
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

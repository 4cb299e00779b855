package io.verilock.vkyc.local.analytics;

import io.verilock.vkyc.client.topics.TopicFollower;
import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of distributions and alerts from their beginning, in a thread of its own.
 * Begins anew where Kafka fails: what is read again replaces itself.
 */
final class DistributionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionReader.class);

  private final String bootstrapServers;
  private final DistributionIndex index;
  private final TopicFollower follower;

  private DistributionReader(String bootstrapServers, DistributionIndex index) {
    this.bootstrapServers = bootstrapServers;
    this.index = index;
    follower = TopicFollower.start("analytics-reader", this::follow, this::failed);
  }

  /** Starts to fill an index. */
  static DistributionReader start(String bootstrapServers, DistributionIndex index) {
    return new DistributionReader(bootstrapServers, index);
  }

  @Override
  public void close() {
    follower.close();
  }

  private void failed(Exception fault) {
    if (fault instanceof KafkaException) {
      LOG.warn("The topics of the analysts' page cannot be read: {}", fault.getMessage());
      index.problem("The topics cannot be read: " + fault.getMessage());
    } else {
      LOG.error("The analysts' page stopped reading and begins anew", fault);
      index.problem("Reading the topics failed, the log says how: " + fault.getMessage());
    }
  }

  private void follow(BooleanSupplier open) throws IOException {
    try (TopicReader topics = new TopicReader(bootstrapServers)) {
      topics.toStart(Topics.SCORE_DISTRIBUTIONS, Topics.DRIFT_ALERTS);
      Map<TopicPartition, Long> ends = topics.ends();
      boolean complete = false;
      while (open.getAsBoolean()) {
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
}

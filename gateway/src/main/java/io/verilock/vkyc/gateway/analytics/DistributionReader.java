package io.verilock.vkyc.gateway.analytics;

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
public final class DistributionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionReader.class);

  private final String bootstrapServers;
  private final TenantDistributions distributions;
  private final TopicFollower follower;

  private DistributionReader(String bootstrapServers, TenantDistributions distributions) {
    this.bootstrapServers = bootstrapServers;
    this.distributions = distributions;
    follower = TopicFollower.start("analytics-reader", this::follow, this::failed);
  }

  /** Starts to fill the memory. */
  public static DistributionReader start(
      String bootstrapServers, TenantDistributions distributions) {
    return new DistributionReader(bootstrapServers, distributions);
  }

  @Override
  public void close() {
    follower.close();
  }

  /** Tells analysts that something fails; what it is names our servers, and stands in the log. */
  private void failed(Exception fault) {
    if (fault instanceof KafkaException) {
      LOG.warn("the distributions are not read, and tried again: {}", fault.toString());
      distributions.problem("What was counted cannot be read at the moment; it is tried again.");
    } else {
      LOG.error("the distributions are no longer read, and read anew", fault);
      distributions.problem("What was counted could not be read; it is read anew.");
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
          distributions.complete();
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
      distributions.countUnreadable();
      LOG.warn(
          "a record is left out of the analytics: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void takeDistribution(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      distributions.remove(record.key());
    } else {
      distributions.put(record.key(), Topics.SCORE_DISTRIBUTIONS.decode(record.value()));
    }
  }

  private void takeAlert(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      distributions.removeAlerts(record.key());
    } else {
      distributions.put(record.key(), Topics.DRIFT_ALERTS.decode(record.value()));
    }
  }
}

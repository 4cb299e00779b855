package io.verilock.vkyc.gateway.webhooks;

import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints there are and how they do, as their topics say. Read once and gone on with each
 * time somebody asks, so that what was written before is seen. Any thread may ask.
 */
final class KnownEndpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownEndpoints.class);
  private final String bootstrapServers;
  private final Map<String, WebhookEndpoint> endpoints = new HashMap<>();
  private final Map<String, WebhookEndpointStatus> statuses = new HashMap<>();
  private TopicReader topics;

  KnownEndpoints(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * What is known.
   *
   * @param endpoints by their ids
   * @param statuses by their endpoints' ids; none of an endpoint that the dispatcher has not seen
   */
  record Snapshot(
      Map<String, WebhookEndpoint> endpoints, Map<String, WebhookEndpointStatus> statuses) {}

  /**
   * All that is known now.
   *
   * @throws IOException if the topics cannot be read
   */
  synchronized Snapshot now() throws IOException {
    try {
      if (topics == null) {
        endpoints.clear();
        statuses.clear();
        topics = new TopicReader(bootstrapServers);
        topics.toStart(Topics.WEBHOOK_ENDPOINTS, Topics.WEBHOOK_ENDPOINT_STATUS);
      }
      topics.rest(this::take);
    } catch (KafkaException e) {
      close();
      throw new IOException("the topics of endpoints cannot be read: " + e.getMessage(), e);
    }
    return new Snapshot(Map.copyOf(endpoints), Map.copyOf(statuses));
  }

  @Override
  public synchronized void close() {
    if (topics != null) {
      topics.close();
      topics = null;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    boolean endpoint = record.topic().equals(Topics.WEBHOOK_ENDPOINTS.name());
    try {
      if (record.value() == null) {
        (endpoint ? endpoints : statuses).remove(record.key());
      } else if (endpoint) {
        endpoints.put(record.key(), Topics.WEBHOOK_ENDPOINTS.decode(record.value()));
      } else {
        statuses.put(record.key(), Topics.WEBHOOK_ENDPOINT_STATUS.decode(record.value()));
      }
    } catch (IOException e) {
      // Nobody can read it, today or when it is tried again; the others count.
      LOG.warn(
          "a record is left out: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}

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

/**
 * The endpoints there are and how they do, as their topics say. Read once and gone on with each
 * time somebody asks, so that what was written before is seen. Any thread may ask.
 */
final class KnownEndpoints implements AutoCloseable {
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

  private void take(ConsumerRecord<String, byte[]> record) throws IOException {
    boolean endpoint = record.topic().equals(Topics.WEBHOOK_ENDPOINTS.name());
    if (record.value() == null) {
      (endpoint ? endpoints : statuses).remove(record.key());
    } else if (endpoint) {
      endpoints.put(record.key(), Topics.WEBHOOK_ENDPOINTS.decode(record.value()));
    } else {
      statuses.put(record.key(), Topics.WEBHOOK_ENDPOINT_STATUS.decode(record.value()));
    }
  }
}

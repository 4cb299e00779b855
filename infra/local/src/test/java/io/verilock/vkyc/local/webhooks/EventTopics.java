package io.verilock.vkyc.local.webhooks;

import io.verilock.vkyc.client.webhooks.SampleResult;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the dispatch job reads. */
final class EventTopics implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;

  EventTopics(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void endpoint(String endpointId, String tenantId, URI url, String secret) {
    send(
        Topics.WEBHOOK_ENDPOINTS,
        endpointId,
        Topics.WEBHOOK_ENDPOINTS.encode(
            WebhookEndpoint.newBuilder()
                .setEndpointId(endpointId)
                .setTenantId(tenantId)
                .setUrl(url.toString())
                .setSigningKeys(List.of(new SigningKey(secret, null)))
                .setUpdatedAt(Instant.now())
                .build()));
  }

  /** The event's id is made of its type and session. */
  void event(String tenantId, String sessionId, String type) {
    Instant now = Instant.now();
    VideoResult result = SampleResult.of(sessionId, tenantId, now);
    send(
        Topics.WEBHOOKS,
        sessionId,
        Topics.WEBHOOKS.encode(
            new WebhookEvent(
                eventId(sessionId, type), type, tenantId, sessionId, now, result, null)));
  }

  static String eventId(String sessionId, String type) {
    return "evt_%s_%s".formatted(sessionId, type.substring(type.indexOf('.') + 1));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(Topic<?> topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
  }
}

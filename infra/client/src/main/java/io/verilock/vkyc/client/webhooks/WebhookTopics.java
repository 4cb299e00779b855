package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of webhooks, as commands read and write them. Belongs to one thread. */
public final class WebhookTopics implements AutoCloseable {
  private final TopicScan scan;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Opens the topics of these brokers. */
  public WebhookTopics(String bootstrapServers) {
    scan = new TopicScan(bootstrapServers);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** The endpoints there are, by id. */
  public Map<String, WebhookEndpoint> endpoints() throws IOException {
    return latest(Topics.WEBHOOK_ENDPOINTS);
  }

  /** How endpoints do, by id. */
  public Map<String, WebhookEndpointStatus> statuses() throws IOException {
    return latest(Topics.WEBHOOK_ENDPOINT_STATUS);
  }

  /**
   * Reads the attempts, those of a session in their order.
   *
   * @param from attempts written before are left out; null for all
   */
  public void attempts(Instant from, Consumer<WebhookAttempt> each) throws IOException {
    scan.read(
        Topics.WEBHOOK_ATTEMPTS,
        from,
        record -> each.accept(Topics.WEBHOOK_ATTEMPTS.decode(record.value())));
  }

  /** What is done with the event of an attempt. */
  @FunctionalInterface
  public interface EventVisitor {
    void visit(WebhookAttempt attempt, WebhookEvent event) throws IOException;
  }

  /** Gives each attempt with its event, where the events' topic still holds it. */
  public void events(Collection<WebhookAttempt> of, EventVisitor visitor) throws IOException {
    Map<Integer, NavigableMap<Long, List<WebhookAttempt>>> places = new TreeMap<>();
    for (WebhookAttempt attempt : of) {
      places
          .computeIfAbsent(attempt.getEventPartition(), partition -> new TreeMap<>())
          .computeIfAbsent(attempt.getEventOffset(), offset -> new ArrayList<>())
          .add(attempt);
    }
    for (var place : places.entrySet()) {
      scan.read(
          Topics.WEBHOOKS,
          place.getKey(),
          place.getValue().navigableKeySet(),
          record -> {
            WebhookEvent event = Topics.WEBHOOKS.decode(record.value());
            for (WebhookAttempt attempt : place.getValue().get(record.offset())) {
              visitor.visit(attempt, event);
            }
          });
    }
  }

  /** Adds an endpoint, or replaces what is known of it. */
  public void write(WebhookEndpoint endpoint) throws IOException {
    send(Topics.WEBHOOK_ENDPOINTS, endpoint.getEndpointId(), endpoint);
    flush();
  }

  /** Removes an endpoint. */
  public void removeEndpoint(String endpointId) throws IOException {
    send(Topics.WEBHOOK_ENDPOINTS, endpointId, null);
    flush();
  }

  /** Asks for deliveries; {@link #flush} waits until they are. */
  public void request(WebhookRequest request) {
    send(Topics.WEBHOOK_REQUESTS, Topics.WEBHOOK_REQUESTS.key(request), request);
  }

  /**
   * Waits until all is written.
   *
   * @throws IOException if something was not
   */
  public void flush() throws IOException {
    producer.flush();
    Exception first = failure.getAndSet(null);
    if (first != null) {
      throw new IOException("Kafka did not take a record: " + first.getMessage(), first);
    }
  }

  /** Asks for a delivery, and waits for its first attempt. */
  public Optional<WebhookAttempt> request(WebhookRequest request, Duration longest)
      throws IOException {
    scan.follow(Topics.WEBHOOK_ATTEMPTS);
    request(request);
    flush();
    long deadline = System.nanoTime() + longest.toNanos();
    WebhookAttempt[] answer = new WebhookAttempt[1];
    while (answer[0] == null && System.nanoTime() < deadline) {
      scan.next(
          record -> {
            WebhookAttempt attempt = Topics.WEBHOOK_ATTEMPTS.decode(record.value());
            if (request.getRequestId().equals(attempt.getRequestId())) {
              answer[0] = attempt;
            }
          });
    }
    return Optional.ofNullable(answer[0]);
  }

  @Override
  public void close() {
    scan.close();
    producer.close();
  }

  private <T extends SpecificRecord> Map<String, T> latest(Topic<T> topic) throws IOException {
    Map<String, T> found = new TreeMap<>();
    scan.read(
        topic,
        null,
        record -> {
          if (record.value() == null) {
            found.remove(record.key());
          } else {
            found.put(record.key(), topic.decode(record.value()));
          }
        });
    return found;
  }

  /** Writes a record; null erases what stands under the key. */
  private <T extends SpecificRecord> void send(Topic<T> topic, String key, T record) {
    byte[] value = record == null ? null : topic.encode(record);
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key, value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }
}

package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.client.topics.TopicWriter;
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
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** The topics of webhooks, as commands read and write them. Belongs to one thread. */
public final class WebhookTopics implements AutoCloseable {
  private final TopicReader reader;
  private final TopicWriter writer;

  /** Opens the topics of these brokers. */
  public WebhookTopics(String bootstrapServers) {
    reader = new TopicReader(bootstrapServers);
    writer = new TopicWriter(bootstrapServers);
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
    if (from == null) {
      reader.toStart(Topics.WEBHOOK_ATTEMPTS);
    } else {
      reader.toTime(Topics.WEBHOOK_ATTEMPTS, from);
    }
    reader.rest(record -> each.accept(Topics.WEBHOOK_ATTEMPTS.decode(record.value())));
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
      reader.pick(
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
    writer.write(Topics.WEBHOOK_ENDPOINTS, endpoint);
    flush();
  }

  /** Removes an endpoint. */
  public void removeEndpoint(String endpointId) throws IOException {
    writer.erase(Topics.WEBHOOK_ENDPOINTS, endpointId);
    flush();
  }

  /**
   * Asks for deliveries; {@link #flush} waits until they are.
   *
   * @throws IOException if an earlier record was not written
   */
  public void request(WebhookRequest request) throws IOException {
    writer.write(Topics.WEBHOOK_REQUESTS, request);
  }

  /**
   * Waits until all is written.
   *
   * @throws IOException if something was not
   */
  public void flush() throws IOException {
    writer.flush();
  }

  /** Asks for a delivery, and waits for its first attempt. */
  public Optional<WebhookAttempt> request(WebhookRequest request, Duration longest)
      throws IOException {
    reader.toEnd(Topics.WEBHOOK_ATTEMPTS);
    request(request);
    flush();
    long deadline = System.nanoTime() + longest.toNanos();
    WebhookAttempt[] answer = new WebhookAttempt[1];
    while (answer[0] == null && System.nanoTime() < deadline) {
      reader.next(
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
    reader.close();
    writer.close();
  }

  private <T extends SpecificRecord> Map<String, T> latest(Topic<T> topic) throws IOException {
    Map<String, T> found = new TreeMap<>();
    reader.toStart(topic);
    reader.rest(
        record -> {
          if (record.value() == null) {
            found.remove(record.key());
          } else {
            found.put(record.key(), topic.decode(record.value()));
          }
        });
    return found;
  }
}

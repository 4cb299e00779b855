package io.verilock.vkyc.client.topics;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes records to topics one by one, each of which is there when its method returns. For many
 * threads: what they write at one time travels together.
 */
public final class TopicSender implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  /**
   * Opens the topics of these brokers.
   *
   * @param patience after which a record that was not taken fails
   */
  public TopicSender(String bootstrapServers, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    producer =
        Producers.open(
            bootstrapServers,
            Map.of(
                "linger.ms",
                1,
                "max.block.ms",
                millis,
                "request.timeout.ms",
                millis / 2,
                "delivery.timeout.ms",
                millis));
  }

  /**
   * Writes a record.
   *
   * @throws IOException if Kafka did not take it in time; it may be there nevertheless
   */
  public <T extends SpecificRecord> void send(Topic<T> topic, T record) throws IOException {
    send(topic.name(), topic.key(record), topic.encode(record));
  }

  /**
   * Writes a record whose bytes are known; null erases what stands under the key.
   *
   * @throws IOException if Kafka did not take it in time; it may be there nevertheless
   */
  public void send(String topic, String key, byte[] value) throws IOException {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new IOException("Kafka did not take a record: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kafka took a record", e);
    }
  }

  /**
   * Whether the brokers know a topic.
   *
   * @throws KafkaException if they cannot be reached
   */
  public boolean knows(Topic<?> topic) {
    return !producer.partitionsFor(topic.name()).isEmpty();
  }

  @Override
  public void close() {
    producer.close();
  }
}

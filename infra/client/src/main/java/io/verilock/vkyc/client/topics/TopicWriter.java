package io.verilock.vkyc.client.topics;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records to topics, under the keys that the catalogue gives them. A record is there once
 * {@link #flush} returns. Belongs to one thread.
 */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Opens the topics of these brokers. */
  public TopicWriter(String bootstrapServers) {
    producer = Producers.open(bootstrapServers, Map.of("linger.ms", 5));
  }

  /**
   * Writes a record.
   *
   * @throws IOException if Kafka did not take an earlier one
   */
  public <T extends SpecificRecord> void write(Topic<T> topic, T record) throws IOException {
    send(topic, topic.key(record), topic.encode(record));
  }

  /**
   * Erases what stands under a key of a compacted topic.
   *
   * @throws IOException if Kafka did not take an earlier record
   */
  public void erase(Topic<?> topic, String key) throws IOException {
    send(topic, key, null);
  }

  /**
   * Waits until all is written.
   *
   * @throws IOException if something was not
   */
  public void flush() throws IOException {
    producer.flush();
    check();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(Topic<?> topic, String key, byte[] value) throws IOException {
    check();
    // The callback hears of failures; waiting for each record would make uploads slow.
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key, value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  private void check() throws IOException {
    Exception first = failure.getAndSet(null);
    if (first != null) {
      throw new IOException("Kafka did not take a record: " + first.getMessage(), first);
    }
  }
}

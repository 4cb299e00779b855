package io.verilock.vkyc.client.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's producers as we want them: what is acknowledged is kept, and in its order. */
final class Producers {
  /** An inline chunk of 1 MiB and what stands around it. */
  private static final int LARGEST_RECORD = 2 << 20;

  private Producers() {}

  /**
   * A producer.
   *
   * @param settings of its own
   */
  static KafkaProducer<String, byte[]> open(String bootstrapServers, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    all.put("max.request.size", LARGEST_RECORD);
    return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }
}

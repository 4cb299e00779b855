package io.verilock.vkyc.testing;

import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a topic holds. */
public final class TopicContents {
  private TopicContents() {}

  /**
   * What the committed records of a topic say, each partition in its order; tombstones are left
   * out.
   *
   * @throws IOException if one cannot be read
   */
  public static <T extends SpecificRecord> List<T> decoded(String bootstrapServers, Topic<T> topic)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : of(bootstrapServers, topic)) {
      if (record.value() != null) {
        records.add(topic.decode(record.value()));
      }
    }
    return records;
  }

  /** The committed records of a topic, each partition in its order. */
  public static List<ConsumerRecord<String, byte[]>> of(String bootstrapServers, Topic<?> topic)
      throws IOException {
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      reader.toStart(topic);
      reader.rest(records::add);
      return records;
    }
  }
}

package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record to write. All outputs of a job go through one sink, so that a result and its webhook
 * become visible in one transaction.
 *
 * @param topic name of the topic
 * @param key what it stands under, or null where that is not known
 * @param value encoded record; null deletes what stands under the key
 */
public record Outgoing(String topic, String key, byte[] value) {
  /** A record, under its key. */
  public static <T extends SpecificRecord> Outgoing of(Topic<T> topic, T record) {
    return new Outgoing(topic.name(), topic.key(record), topic.encode(record));
  }

  /** Erases what stands under a key of a compacted topic. */
  public static Outgoing erasing(Topic<?> topic, String key) {
    return new Outgoing(topic.name(), key, null);
  }
}

package io.verilock.vkyc.schemas;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A Kafka topic of {@link Topics}: what its records are, what they stand under, and how long Kafka
 * keeps them.
 */
public final class Topic<T extends SpecificRecord> implements Serializable {
  private static final long serialVersionUID = 1;

  /** What Kafka does with old records. */
  public enum Cleanup {
    /** Deletes them after the topic's retention. */
    delete,
    /** Keeps the latest record of each key. */
    compact
  }

  private final String name;
  private final transient Class<T> type;
  private final transient String keyedBy;
  private final transient Function<T, String> key;
  private final transient Duration retention;
  private final transient WireFormat<T> format;

  /**
   * A topic.
   *
   * @param keyedBy what the key is: the name of a field, or words
   * @param retention how long records are kept; null where the topic is compacted
   */
  Topic(String name, Class<T> type, String keyedBy, Function<T, String> key, Duration retention) {
    this.name = name;
    this.type = type;
    this.keyedBy = keyedBy;
    this.key = key;
    this.retention = retention;
    this.format = new WireFormat<>(type);
  }

  /** Its name at the brokers. */
  public String name() {
    return name;
  }

  /** What its records are. */
  public Class<T> type() {
    return type;
  }

  /** What its records are keyed by: the name of a field, or words. */
  public String keyedBy() {
    return keyedBy;
  }

  /** What a record stands under; null where that is not known. */
  public String key(T record) {
    return key.apply(record);
  }

  /** What Kafka does with old records. */
  public Cleanup cleanup() {
    return retention == null ? Cleanup.compact : Cleanup.delete;
  }

  /** How long records are kept at least; null where the topic is compacted. */
  public Duration retention() {
    return retention;
  }

  /** A record as the bytes of its value. */
  public byte[] encode(T record) {
    return format.encode(record);
  }

  /**
   * The record of a value, written with the current or any released version of its schema.
   *
   * @throws IOException if the bytes hold no record of this topic
   */
  public T decode(byte[] value) throws IOException {
    return format.decode(value);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Only the name travels: there is one object for each topic. */
  private Object readResolve() {
    return Topics.named(name);
  }
}

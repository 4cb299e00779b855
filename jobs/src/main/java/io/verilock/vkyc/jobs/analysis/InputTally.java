package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.InputRange;

/**
 * Which records of a topic a session was made from. Does not depend on the order they came in.
 *
 * @param latestMillis latest timestamp among them
 */
public record InputTally(
    String topic,
    int partition,
    long firstOffset,
    long lastOffset,
    int records,
    long latestMillis) {

  /** A tally of one record. */
  public static InputTally of(Received<?> record) {
    return new InputTally(
        record.topic(),
        record.partition(),
        record.offset(),
        record.offset(),
        1,
        record.timestampMillis());
  }

  /** Both tallies in one; {@code other} may be null. */
  public InputTally plus(InputTally other) {
    if (other == null) {
      return this;
    }
    return new InputTally(
        topic,
        partition,
        Math.min(firstOffset, other.firstOffset),
        Math.max(lastOffset, other.lastOffset),
        records + other.records,
        Math.max(latestMillis, other.latestMillis));
  }

  /** As it stands in a result. */
  public InputRange toRange() {
    return new InputRange(topic, partition, firstOffset, lastOffset, records);
  }
}

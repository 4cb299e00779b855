package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.DeadLetter;
import java.util.Locale;

/** Why an input could not be processed. The lower-case name stands in the dead letter. */
public enum DeadLetterCode {
  /** The bytes are no record of the topic's type. */
  RECORD_UNREADABLE,
  /** A field holds what it may not. */
  RECORD_INVALID,
  /** The session was never created, or too late. */
  SESSION_UNKNOWN,
  /** The session had ended. */
  SESSION_ENDED,
  /** A chunk that comes after the recording's last. */
  CHUNK_AFTER_LAST,
  /** A chunk too far ahead of those before it. */
  CHUNK_TOO_EARLY,
  /** The bytes a reference names are not in the object store, or not those it names. */
  OBJECT_UNAVAILABLE,
  /** The session was decided by an earlier review. */
  ALREADY_REVIEWED,
  /** No attempt to deliver the webhook succeeded in time. */
  DELIVERY_EXHAUSTED,
  /** The webhook's endpoint was switched off, or removed, or answered that it is gone. */
  ENDPOINT_DISABLED,
  /** There is no such endpoint. */
  ENDPOINT_UNKNOWN,
  /** The time of a result lies too far ahead, or too far back for its windows to be corrected. */
  TIME_OUT_OF_RANGE;

  /** The dead letter of a record that {@code operator} gave up. */
  public DeadLetter letter(String operator, Received<?> record, String sessionId, String reason) {
    return letter(operator, record.topic(), record.partition(), record.offset(), sessionId, reason);
  }

  /** The dead letter of what stands at an offset. */
  public DeadLetter letter(
      String operator, String topic, int partition, long offset, String sessionId, String reason) {
    return new DeadLetter(
        operator, topic, partition, offset, sessionId, name().toLowerCase(Locale.ROOT), reason);
  }
}

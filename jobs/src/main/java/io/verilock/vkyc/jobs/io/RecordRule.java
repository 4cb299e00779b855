package io.verilock.vkyc.jobs.io;

import java.io.Serializable;

/** What a record of one type must hold beyond its schema. */
public interface RecordRule<T> extends Serializable {
  /** The record's session. */
  String sessionId(T record);

  /** What is wrong with the record, or null. */
  String fault(T record);
}

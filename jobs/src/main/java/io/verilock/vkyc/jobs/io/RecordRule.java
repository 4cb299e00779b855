package io.verilock.vkyc.jobs.io;

import java.io.Serializable;

/** What a record of one type must hold beyond its schema. */
@FunctionalInterface
public interface RecordRule<T> extends Serializable {
  /** What is wrong with the record, or null. */
  String fault(T record);
}

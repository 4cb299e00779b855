package io.verilock.vkyc.sql;

import java.io.IOException;

/** A value of a topic is no record of the type that the table names. */
public final class UnreadableRecordException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}

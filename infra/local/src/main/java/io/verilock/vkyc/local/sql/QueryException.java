package io.verilock.vkyc.local.sql;

/** A statement that is wrong, where there is no cause, or that failed, with it. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1;

  QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.verilock.vkyc.evaluation.data;

/** Labelled data that cannot be used: every problem with its file and line, and what to do. */
public final class DataException extends Exception {
  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(message);
  }
}

package io.verilock.vkyc.evaluation.simulate;

/** A file is no evaluation report; the message says why. */
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1;

  ReportException(String message) {
    super(message);
  }
}

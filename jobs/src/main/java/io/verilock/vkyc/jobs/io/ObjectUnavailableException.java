package io.verilock.vkyc.jobs.io;

/** The bytes a reference names are not to be had, now or later. The message names no person. */
public final class ObjectUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  public ObjectUnavailableException(String message) {
    super(message);
  }
}

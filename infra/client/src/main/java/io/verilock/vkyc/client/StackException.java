package io.verilock.vkyc.client;

/** The stack cannot be used; the message says what to do. */
public final class StackException extends Exception {
  private static final long serialVersionUID = 1;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}

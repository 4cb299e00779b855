package io.verilock.vkyc.local.cli;

/** The command cannot do what it was asked; the message says what to change. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}

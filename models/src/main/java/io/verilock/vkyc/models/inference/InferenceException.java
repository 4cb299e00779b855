package io.verilock.vkyc.models.inference;

/** A network could not be loaded or run. */
public class InferenceException extends RuntimeException {
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}

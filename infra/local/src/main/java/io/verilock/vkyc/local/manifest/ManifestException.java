package io.verilock.vkyc.local.manifest;

/** A manifest that cannot be used: every problem with its line, and what to do. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1;

  public ManifestException(String message) {
    super(message);
  }
}

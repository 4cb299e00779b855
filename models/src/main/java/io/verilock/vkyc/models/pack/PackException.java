package io.verilock.vkyc.models.pack;

import java.io.IOException;

/** A pack's files cannot be had here; another pack may still do. */
public class PackException extends IOException {
  public PackException(String message) {
    super(message);
  }

  public PackException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.verilock.vkyc.models.pack.tfjs;

import java.io.IOException;

/** A package holds something the importer does not expect; the message names what and where. */
public class ImportException extends IOException {
  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}

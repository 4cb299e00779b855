package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.PackException;

/** A package holds something the importer does not expect; the message names what and where. */
public class ImportException extends PackException {
  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.verilock.vkyc.models.image;

/** A photo could not be read. The message names the reason and nothing of the photo's content. */
public final class PhotoException extends Exception {
  private final PhotoError error;

  PhotoException(PhotoError error, String message) {
    super(message);
    this.error = error;
  }

  PhotoException(PhotoError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The machine-readable reason. */
  public PhotoError error() {
    return error;
  }
}

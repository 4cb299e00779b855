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

  /** What cannot be read, named, and what to send in its place. */
  static PhotoException notSupported(String what) {
    return new PhotoException(
        PhotoError.PHOTO_FORMAT_NOT_SUPPORTED,
        what + " cannot be read as a photo: send JPEG, PNG, WebP, HEIC, AVIF or GIF");
  }

  /** The machine-readable reason. */
  public PhotoError error() {
    return error;
  }
}

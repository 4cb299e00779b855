package io.verilock.vkyc.jobs.media;

import java.util.Objects;

/** A recording that cannot be decoded: what is wrong with it, as a code and in words. */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final MediaError code;

  /** The message names the reason and never quotes the recording's content. */
  public MediaException(MediaError code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  /** The reason code. */
  public MediaError code() {
    return code;
  }
}

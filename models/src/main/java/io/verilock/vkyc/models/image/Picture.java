package io.verilock.vkyc.models.image;

/**
 * An upright picture: 8 bits a channel, interleaved blue, green, red; rows from top to bottom
 * without padding.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 * @param bgr {@code 3 * width * height} bytes; not copied, and not to be changed
 */
public record Picture(int width, int height, byte[] bgr) {
  /** Refuses sizes that do not fit the bytes. */
  public Picture {
    if (width < 1 || height < 1 || bgr.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "a picture of %d x %d needs %d bytes, not %d"
              .formatted(width, height, 3L * width * height, bgr.length));
    }
  }
}

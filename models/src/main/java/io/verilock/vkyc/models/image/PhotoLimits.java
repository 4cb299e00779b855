package io.verilock.vkyc.models.image;

/**
 * What a photo may cost. Both are checked before a pixel is decoded.
 *
 * @param bytes largest file
 * @param pixels largest picture, width times height; each takes 3 bytes of memory, twice while it
 *     is turned upright
 */
public record PhotoLimits(long bytes, long pixels) {
  /** 32 MiB and 50 million pixels: more than a phone's camera makes. */
  public static final PhotoLimits DEFAULT = new PhotoLimits(32L << 20, 50_000_000);

  /** Refuses a picture of more pixels. */
  void check(int width, int height) throws PhotoException {
    if ((long) width * height > pixels) {
      throw new PhotoException(
          PhotoError.PHOTO_TOO_LARGE,
          "the photo has %d x %d pixels, more than the %d allowed"
              .formatted(width, height, pixels));
    }
  }
}

package io.verilock.vkyc.jobs.media;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a recording may cost before it is refused.
 *
 * @param maxBytes bytes of the whole recording
 * @param maxDuration what the header may claim, and what pictures or sound may span
 * @param maxPixels pixels of one picture, in whichever orientation; at most 3840 × 2160
 * @param maxFrames pictures decoded, sampled or not
 */
public record MediaLimits(long maxBytes, Duration maxDuration, int maxPixels, int maxFrames)
    implements Serializable {
  /** 256 MiB, 15 minutes, 3840 × 2160 and 60 pictures a second of them. */
  public static final MediaLimits DEFAULTS =
      new MediaLimits(256L << 20, Duration.ofMinutes(15), 3840 * 2160, 15 * 60 * 60);

  /** Refuses limits that nothing could meet, or that native memory is not meant for. */
  public MediaLimits {
    if (maxBytes < 1
        || maxDuration.toMillis() < 1
        || maxPixels < 1
        || maxPixels > 3840 * 2160
        || maxFrames < 1) {
      throw new IllegalArgumentException(
          "media limits must be positive, with 3840 x 2160 pixels at most: %d bytes, %s, %d pixels, %d frames"
              .formatted(maxBytes, maxDuration, maxPixels, maxFrames));
    }
  }
}

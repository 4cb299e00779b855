package io.verilock.vkyc.jobs.media;

/**
 * Chooses pictures by presentation time alone. Time since the first picture is divided into cells
 * of one sampling period; the first picture in a cell after the last one used is chosen. A picture
 * is chosen once, and cells without a picture (a variable frame rate) choose none.
 */
final class FrameSampler {
  /** Matroska rounds times to the millisecond; without this a rate equal to the video's halves. */
  private static final long ROUNDING_MICROS = 1_000;

  private final double framesPerSecond;
  private boolean started;
  private long origin;
  private long lastCell;

  FrameSampler(double framesPerSecond) {
    if (!(framesPerSecond > 0 && framesPerSecond <= 1_000)) {
      throw new IllegalArgumentException(
          "frames per second must be above 0 and at most 1000, not " + framesPerSecond);
    }
    this.framesPerSecond = framesPerSecond;
  }

  /** Whether the next picture, shown at this time, is chosen. */
  boolean choose(long presentationTimeMicros) {
    if (!started) {
      started = true;
      origin = presentationTimeMicros;
      return true;
    }
    long since = presentationTimeMicros - origin + ROUNDING_MICROS;
    long cell = (long) Math.floor(since * framesPerSecond / 1e6);
    if (cell <= lastCell) {
      return false;
    }
    lastCell = cell;
    return true;
  }
}

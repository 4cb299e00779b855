package io.verilock.vkyc.jobs.vision;

import java.util.Optional;

/**
 * Chooses the frames that the liveness models look at, which cost more than all else that is done
 * with a frame. The time of a recording is divided into cells. The first are one frame long; each
 * time as many frames have gone by as the schedule has cells, cells become twice as long, up to
 * {@value #LONGEST_SECONDS} seconds. In each cell the first usable face is looked at, and another
 * only if it is clearly better: nothing waits for what may come, and a recording that is replayed
 * is looked at on the same frames.
 */
public final class LookSchedule {
  /** Looks at every usable face. */
  public static final LookSchedule EVERY_FRAME = new LookSchedule(Integer.MAX_VALUE, 1_000);

  private static final int LONGEST_SECONDS = 2;

  /** By how much a face must be better: from the worst usable one, it can be so three times. */
  private static final double BETTER = 15;

  /** Rounded times must not fall into the cell before. */
  private static final long ROUNDING_MICROS = 1_000;

  private final int cells;
  private final double framesPerSecond;

  /**
   * A schedule.
   *
   * @param cells frames of a short recording that are all looked at, and how many cells there are
   *     before they become longer
   * @param framesPerSecond at which frames are sampled
   */
  public LookSchedule(int cells, double framesPerSecond) {
    this.cells = cells;
    this.framesPerSecond = framesPerSecond;
  }

  /**
   * Whether a usable face is looked at: what is to be known of the looks from then on, or nothing
   * where it is not.
   *
   * @param quality unified score of the face, 0-100
   */
  Optional<Looks> choose(Looks before, long presentationTimeMicros, double quality) {
    long first = before.cell() < 0 ? presentationTimeMicros : before.firstMicros();
    long cell = cell(Math.max(0, presentationTimeMicros - first));
    boolean all = cells == EVERY_FRAME.cells;
    return all || cell > before.cell() || quality >= before.quality() + BETTER
        ? Optional.of(new Looks(first, cell, quality))
        : Optional.empty();
  }

  /** The cell of a time, named by the number of the frame it begins with. */
  private long cell(long micros) {
    long frame = (long) ((micros + ROUNDING_MICROS) * framesPerSecond / 1e6);
    long longest = (long) (LONGEST_SECONDS * framesPerSecond);
    long width = 1;
    for (long end = cells; frame >= end && 2 * width <= longest; end *= 2) {
      width *= 2;
    }
    return frame / width * width;
  }
}

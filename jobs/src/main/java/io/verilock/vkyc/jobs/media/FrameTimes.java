package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Presentation times of the decoded pictures, and the duration they add up to. Times never run
 * back: where a container's do, as when a recorder was started again or a file was joined, time
 * goes on from the picture before, so that every picture has its turn.
 */
final class FrameTimes {
  /** Median gaps from which on something is missing. */
  private static final int HOLE = 3;

  private final Track track;
  private long[] gaps = new long[256];
  private int count;
  private long first;
  private long latest;
  private long latestDuration;
  private long latestGap;

  /** What is added to the container's times since they ran back. */
  private long offset;

  private long ranBack;

  FrameTimes(Track track) {
    this.track = track;
  }

  /** Takes the next picture and returns its time; one without a time follows the one before. */
  long add(AVFrame frame) {
    long units = frame.best_effort_timestamp();
    long time = units == AV_NOPTS_VALUE ? latest + latestDuration : track.micros(units) + offset;
    if (count == 0) {
      first = time;
    } else {
      if (time < latest) {
        long goesOn = latest + (latestDuration > 0 ? latestDuration : latestGap);
        ranBack += latest - time;
        offset += goesOn - time;
        time = goesOn;
      }
      if (count > gaps.length) {
        gaps = Arrays.copyOf(gaps, gaps.length * 2);
      }
      latestGap = time - latest;
      gaps[count - 1] = latestGap;
    }
    latest = time;
    latestDuration = Math.max(0, track.micros(frame.duration()));
    count++;
    return time;
  }

  int count() {
    return count;
  }

  long first() {
    return first;
  }

  /** By how much the container's times ran back, all in all. */
  long ranBack() {
    return ranBack;
  }

  /** From the first picture to the latest one. */
  long span() {
    return latest - first;
  }

  /**
   * From the first picture to the end of the last one. That one lasts as long as the container
   * says, or where that is missing or less than half of it, as long as the median picture.
   */
  long duration() {
    long median = medianGap();
    return span() + (latestDuration > median / 2 ? latestDuration : median);
  }

  /**
   * What is missing between pictures: gaps so long that one that came in time would lie in them.
   */
  long holes() {
    long median = medianGap();
    return Arrays.stream(gaps, 0, Math.max(0, count - 1))
        .filter(gap -> gap > HOLE * median)
        .map(gap -> gap - median)
        .sum();
  }

  private long medianGap() {
    if (count < 2) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(gaps, count - 1);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

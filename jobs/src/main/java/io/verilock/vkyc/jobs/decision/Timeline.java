package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.TimelineSecond;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * How a video went, second by second, for the eyes of a reviewer.
 *
 * @param seconds in order, at most {@value #MOST_ENTRIES}
 * @param bestFrameMillis presentation timestamp of the usable frame of the highest quality; null
 *     where no frame is usable
 */
public record Timeline(List<TimelineSecond> seconds, Long bestFrameMillis) {
  /** Entries beyond this would not be told apart on a screen, and results must stay small. */
  public static final int MOST_ENTRIES = 600;

  private static final long SECOND_MICROS = 1_000_000;

  /**
   * The timeline of a video.
   *
   * @param frames all of them, in the order of their presentation timestamps, each usable one with
   *     the look that stands for it
   * @param photos to compare faces with; those without a template say nothing
   */
  static Timeline of(
      List<FrameEvidence> frames, Collection<PhotoEvidence> photos, SessionScorer scorer) {
    List<TimelineSecond> seconds = new ArrayList<>();
    for (int from = 0, to; from < frames.size(); from = to) {
      long step = step(frames, from);
      to = from + 1;
      while (to < frames.size() && step(frames, to) == step) {
        to++;
      }
      seconds.add(second(frames.subList(from, to), photos, scorer));
    }
    return new Timeline(seconds, bestFrameMillis(frames));
  }

  /** Which step of the video a frame lies in: all steps are of as many whole seconds. */
  private static long step(List<FrameEvidence> frames, int frame) {
    long last = second(frames, frames.size() - 1);
    return second(frames, frame) / (last / MOST_ENTRIES + 1);
  }

  private static long second(List<FrameEvidence> frames, int frame) {
    return (frames.get(frame).presentationTimeMicros() - frames.get(0).presentationTimeMicros())
        / SECOND_MICROS;
  }

  private static TimelineSecond second(
      List<FrameEvidence> frames, Collection<PhotoEvidence> photos, SessionScorer scorer) {
    List<FrameEvidence> usable = frames.stream().filter(frame -> frame.template() != null).toList();
    int faceFrames = 0;
    int faces = 0;
    TreeSet<String> defects = new TreeSet<>();
    for (FrameEvidence frame : frames) {
      FaceSighting sighting = frame.sighting();
      faceFrames += sighting.faces() > 0 ? 1 : 0;
      faces = Math.max(faces, sighting.faces());
      if (sighting.defect() != null) {
        defects.add(sighting.defect().code());
      }
    }
    return new TimelineSecond(
        millis(frames.get(0)),
        frames.size(),
        faceFrames,
        faces,
        usable.isEmpty() ? null : scorer.lowestMatch(Templates.fuse(usable), photos),
        liveness(usable, scorer),
        quality(usable),
        new ArrayList<>(defects));
  }

  private static Double liveness(List<FrameEvidence> usable, SessionScorer scorer) {
    OptionalDouble logit =
        usable.stream()
            .filter(FrameEvidence::lookedAt)
            .mapToDouble(scorer::livenessLogit)
            .average();
    return logit.isEmpty() ? null : scorer.livenessScore(logit.getAsDouble());
  }

  private static Double quality(List<FrameEvidence> usable) {
    OptionalDouble mean =
        usable.stream().mapToDouble(frame -> frame.sighting().quality().unifiedScore()).average();
    return mean.isEmpty() ? null : Checks.round(mean.getAsDouble());
  }

  private static Long bestFrameMillis(List<FrameEvidence> frames) {
    FrameEvidence best = null;
    double highest = -1;
    for (FrameEvidence frame : frames) {
      if (frame.template() != null && frame.sighting().quality().unifiedScore() > highest) {
        best = frame;
        highest = frame.sighting().quality().unifiedScore();
      }
    }
    return best == null ? null : millis(best);
  }

  private static long millis(FrameEvidence frame) {
    return Math.floorDiv(frame.presentationTimeMicros(), 1000);
  }
}

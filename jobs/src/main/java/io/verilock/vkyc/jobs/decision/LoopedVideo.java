package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.List;
import java.util.Map;

/**
 * Whether a stretch of the video comes again, forwards or backwards. Nobody moves twice in quite
 * the same way; a virtual camera that plays a short clip over and over shows just that.
 */
final class LoopedVideo {
  /** Grey levels by which frames of the same moment may differ after another encoding. */
  private static final int ALIKE = 2;

  /** Seconds of a stretch: shorter ones come again by chance, between two words say. */
  private static final double STRETCH = 1;

  /** Seconds from a frame to its repetition: before, a slow movement looks like one. */
  private static final double SOONEST = 1;

  /** Frames from a frame to its repetition: what bounds the work on an hour's call. */
  private static final int FARTHEST = 300;

  /** What was found: seconds of the longest stretch that comes again, and where it begins. */
  private record Repetition(double seconds, double at) {
    static final Repetition NONE = new Repetition(0, 0);

    Repetition longer(Repetition other) {
      return other.seconds > seconds ? other : this;
    }
  }

  Check check(List<FrameEvidence> usable) {
    int last = usable.size() - 1;
    if (last < 1 || FrameSignatures.seconds(usable.get(0), usable.get(last)) < STRETCH + SOONEST) {
      return Checks.unscored(
          CheckName.LOOPED_VIDEO, CheckStatus.not_performed, Map.of(), List.of());
    }
    Repetition longest = Repetition.NONE;
    for (int lag = 1; lag <= Math.min(last, FARTHEST); lag++) {
      longest = longest.longer(forwards(usable, lag));
    }
    for (int sum = 1; sum < 2 * last; sum++) {
      longest = longest.longer(backwards(usable, sum));
    }
    boolean looped = longest.seconds() >= STRETCH;
    return Checks.scored(
        CheckName.LOOPED_VIDEO,
        looped ? 0 : 100,
        Map.of("repeated_seconds", longest.seconds(), "repeated_at_seconds", longest.at()),
        looped ? new Reason[] {Reason.LOOPED_VIDEO} : new Reason[0]);
  }

  private static Repetition forwards(List<FrameEvidence> frames, int lag) {
    Repetition longest = Repetition.NONE;
    int start = 0;
    for (int i = 0; i + lag < frames.size(); i++) {
      if (!repeated(frames.get(i), frames.get(i + lag))) {
        start = i + 1;
      } else {
        longest = longest.longer(stretch(frames, start, i));
      }
    }
    return longest;
  }

  /** Frames played to a point and then back again: those whose indices add up to {@code sum}. */
  private static Repetition backwards(List<FrameEvidence> frames, int sum) {
    Repetition longest = Repetition.NONE;
    int first = Math.max(0, Math.max(sum - frames.size() + 1, (sum - FARTHEST) / 2));
    int start = first;
    for (int i = first; i < sum - i; i++) {
      if (!repeated(frames.get(i), frames.get(sum - i))) {
        start = i + 1;
      } else {
        longest = longest.longer(stretch(frames, start, i));
      }
    }
    return longest;
  }

  private static boolean repeated(FrameEvidence frame, FrameEvidence later) {
    return FrameSignatures.seconds(frame, later) >= SOONEST
        && FrameSignatures.alike(frame, later, ALIKE);
  }

  /** A stretch counts only if something moves in it: who sits still looks alike at any time. */
  private static Repetition stretch(List<FrameEvidence> frames, int from, int to) {
    double seconds = FrameSignatures.seconds(frames.get(from), frames.get(to));
    if (seconds < STRETCH) {
      return Repetition.NONE;
    }
    for (int i = from; i <= to; i++) {
      if (FrameSignatures.change(frames.get(from), frames.get(i)) >= FrozenVideo.MOTION) {
        return new Repetition(seconds, frames.get(from).presentationTimeMicros() / 1e6);
      }
    }
    return Repetition.NONE;
  }
}

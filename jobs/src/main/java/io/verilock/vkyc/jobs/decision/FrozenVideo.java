package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Whether anything before the camera moves. A living face always does; a still that is fed in as
 * video does not, and the traces of its encoding are small.
 */
final class FrozenVideo {
  /**
   * Grey levels by which a block must change. The demo's re-encoded still changes by 1, the least
   * lively of eleven development recordings of people by 14.
   */
  static final double MOTION = 4;

  /** Seconds between the two frames of a pair, in which nobody sits quite still. */
  private static final double SHORTEST = 0.95;

  private static final double LONGEST = 2.05;

  /** Fewer pairs than in two seconds of video: a person can sit as still as a picture that long. */
  private static final int ENOUGH_PAIRS = 5;

  Check check(List<FrameEvidence> usable) {
    List<Double> changes = new ArrayList<>();
    int later = 0;
    for (FrameEvidence frame : usable) {
      while (later < usable.size()
          && FrameSignatures.seconds(frame, usable.get(later)) < SHORTEST) {
        later++;
      }
      if (later < usable.size() && FrameSignatures.seconds(frame, usable.get(later)) <= LONGEST) {
        changes.add((double) FrameSignatures.change(frame, usable.get(later)));
      }
    }
    if (changes.size() < ENOUGH_PAIRS) {
      return Checks.unscored(
          CheckName.FROZEN_VIDEO, CheckStatus.not_performed, Map.of(), List.of());
    }
    Collections.sort(changes);
    // Key frames of a re-encoded still make a few larger steps: the eighth decile looks past them.
    double change = changes.get((int) (0.8 * (changes.size() - 1)));
    boolean frozen = change < MOTION;
    return Checks.scored(
        CheckName.FROZEN_VIDEO,
        frozen ? 0 : 100,
        Map.of("change", change),
        frozen ? new Reason[] {Reason.FROZEN_VIDEO} : new Reason[0]);
  }
}

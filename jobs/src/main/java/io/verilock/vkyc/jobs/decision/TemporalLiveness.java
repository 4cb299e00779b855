package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Looks for what no single frame shows: whether the picture of the face changes at all. A camera
 * always gives noise and a living face always moves; a still that is fed in as video does neither.
 */
final class TemporalLiveness {
  private static final int ENOUGH_FRAMES = 5;

  /**
   * Grey levels. Blocks of a re-encoded still differ by less from frame to frame, those of a camera
   * by more, even with a person who sits still.
   */
  private static final double FROZEN_CHANGE = 0.3;

  Check check(List<FrameEvidence> usable) {
    if (usable.size() < ENOUGH_FRAMES) {
      return Checks.unscored(
          CheckName.TEMPORAL_LIVENESS, CheckStatus.not_performed, Map.of(), List.of());
    }
    double[] changes = new double[usable.size() - 1];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = change(usable.get(i).signature(), usable.get(i + 1).signature());
    }
    Arrays.sort(changes);
    // Key frames of a re-encoded still make a few larger steps: the eighth decile looks past them.
    double change = changes[(int) (0.8 * (changes.length - 1))];
    boolean frozen = change < FROZEN_CHANGE;
    return Checks.scored(
        CheckName.TEMPORAL_LIVENESS,
        frozen ? 0 : 100,
        Map.of("change", change),
        frozen ? new Reason[] {Reason.FROZEN_VIDEO} : new Reason[0]);
  }

  private static double change(byte[] before, byte[] after) {
    int sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs((before[i] & 0xff) - (after[i] & 0xff));
    }
    return (double) sum / before.length;
  }
}

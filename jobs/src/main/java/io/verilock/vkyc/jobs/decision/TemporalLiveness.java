package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Looks for what no single frame shows: whether anything before the camera moves. A living face
 * always does; a still that is fed in as video does not, and the traces of its encoding are small.
 */
final class TemporalLiveness {
  /** Frames between the two of a pair: a second of video, in which nobody sits quite still. */
  private static final int LAG = 5;

  /** Two seconds: on shorter clips a person can sit as still as a picture. */
  private static final int ENOUGH_FRAMES = 2 * LAG;

  /** Rank of the block that speaks for a pair of frames: motion moves more blocks than this. */
  private static final int RANK = 10;

  /**
   * Grey levels by which a block must change. The demo's re-encoded still changes by 1, the least
   * lively of eleven development recordings of people by 14.
   */
  private static final double MOTION = 4;

  Check check(List<FrameEvidence> usable) {
    if (usable.size() < ENOUGH_FRAMES) {
      return Checks.unscored(
          CheckName.TEMPORAL_LIVENESS, CheckStatus.not_performed, Map.of(), List.of());
    }
    double[] changes = new double[usable.size() - LAG];
    for (int i = 0; i < changes.length; i++) {
      changes[i] =
          change(usable.get(i).sighting().signature(), usable.get(i + LAG).sighting().signature());
    }
    Arrays.sort(changes);
    // Key frames of a re-encoded still make a few larger steps: the eighth decile looks past them.
    double change = changes[(int) (0.8 * (changes.length - 1))];
    boolean frozen = change < MOTION;
    return Checks.scored(
        CheckName.TEMPORAL_LIVENESS,
        frozen ? 0 : 100,
        Map.of("change", change),
        frozen ? new Reason[] {Reason.FROZEN_VIDEO} : new Reason[0]);
  }

  /** By how much the block changed that is {@link #RANK}th among the most changed. */
  private static double change(byte[] before, byte[] after) {
    int[] changes = new int[before.length];
    for (int i = 0; i < before.length; i++) {
      changes[i] = Math.abs((before[i] & 0xff) - (after[i] & 0xff));
    }
    Arrays.sort(changes);
    return changes[Math.max(0, changes.length - RANK)];
  }
}

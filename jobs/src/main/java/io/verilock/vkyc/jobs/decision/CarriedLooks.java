package io.verilock.vkyc.jobs.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * What the liveness models said of a frame stands for the usable frames after it until they look
 * again: the looks are spread unevenly over a recording, and no part of it is to count for more.
 */
final class CarriedLooks {
  private CarriedLooks() {}

  /**
   * The frames, each usable one with the last look at or before it.
   *
   * @param frames in the order of their presentation timestamps
   */
  static List<FrameEvidence> over(List<FrameEvidence> frames) {
    List<FrameEvidence> carried = new ArrayList<>(frames.size());
    float[] look = FrameEvidence.NOT_LOOKED_AT;
    for (FrameEvidence frame : frames) {
      if (frame.lookedAt()) {
        look = frame.liveness();
      }
      carried.add(frame.template() == null || frame.lookedAt() ? frame : frame.withLiveness(look));
    }
    return carried;
  }
}

package io.verilock.vkyc.jobs.decision;

/** Compares the signatures of frames: what was before the camera at two moments. */
final class FrameSignatures {
  /** Rank of the block that speaks for a pair of frames: motion moves more blocks than this. */
  private static final int RANK = 10;

  private FrameSignatures() {}

  /** By how many grey levels the block changed that is {@value #RANK}th among the most changed. */
  static int change(FrameEvidence one, FrameEvidence other) {
    byte[] before = one.sighting().signature();
    byte[] after = other.sighting().signature();
    int[] blocks = new int[256];
    for (int i = 0; i < before.length; i++) {
      blocks[Math.abs((before[i] & 0xff) - (after[i] & 0xff))]++;
    }
    int change = 255;
    for (int counted = blocks[255]; change > 0 && counted < RANK; counted += blocks[change]) {
      change--;
    }
    return change;
  }

  /** Whether {@link #change} is at most {@code levels}; quick where it is much more. */
  static boolean alike(FrameEvidence one, FrameEvidence other, int levels) {
    byte[] before = one.sighting().signature();
    byte[] after = other.sighting().signature();
    int different = 0;
    for (int i = 0; i < before.length && different < RANK; i++) {
      if (Math.abs((before[i] & 0xff) - (after[i] & 0xff)) > levels) {
        different++;
      }
    }
    return different < RANK;
  }

  /** Seconds from one frame to a later one. */
  static double seconds(FrameEvidence from, FrameEvidence to) {
    return (to.presentationTimeMicros() - from.presentationTimeMicros()) / 1e6;
  }
}

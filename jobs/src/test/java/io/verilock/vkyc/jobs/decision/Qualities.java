package io.verilock.vkyc.jobs.decision;

/** Qualities as tests need them. */
final class Qualities {
  /** The best there is. */
  static final FaceQuality GOOD = new FaceQuality(60, .4f, 9, .9f, 0, 0, 7.2f, 0, 0, 0, 0);

  private Qualities() {}

  /** The best there is, but looking away by this yaw. */
  static FaceQuality turned(float yaw) {
    return new FaceQuality(60, .4f, 9, .9f, 0, 0, 7.2f, yaw, 0, 0, 0);
  }
}

package io.verilock.vkyc.jobs.decision;

/**
 * What was found on one sampled frame. Comes in three parts (faces, liveness, template), so that
 * parts may be missing for a while.
 */
public record FrameEvidence(
    int index,
    long presentationTimeMicros,
    int faces,
    float faceHeight,
    float sharpness,
    byte[] signature,
    boolean usable,
    float[] liveness,
    float[] template) {

  /** Whether every part has come that will come. */
  public boolean complete() {
    return signature != null && (!usable || (liveness != null && template != null));
  }

  /** This evidence with the parts that {@code other} has and this lacks. */
  public FrameEvidence with(FrameEvidence other) {
    FrameEvidence seen = signature == null ? other : this;
    return new FrameEvidence(
        index,
        seen.presentationTimeMicros,
        seen.faces,
        seen.faceHeight,
        seen.sharpness,
        seen.signature,
        seen.usable,
        liveness == null ? other.liveness : liveness,
        template == null ? other.template : template);
  }

  /** The part that the face finder knows. {@code signature} is empty where there is no face. */
  public static FrameEvidence ofFaces(
      int index, long time, int faces, float height, float sharpness, byte[] sig, boolean usable) {
    return new FrameEvidence(index, time, faces, height, sharpness, sig, usable, null, null);
  }

  /** The part that the liveness models know: probabilities, in the pack's order. */
  public static FrameEvidence ofLiveness(int index, float[] liveness) {
    return new FrameEvidence(index, 0, 0, 0, 0, null, true, liveness, null);
  }

  /** The part that the embedder knows. */
  public static FrameEvidence ofTemplate(int index, float[] template) {
    return new FrameEvidence(index, 0, 0, 0, 0, null, true, null, template);
  }
}

package io.verilock.vkyc.jobs.decision;

/**
 * What was found on one sampled frame. Comes in three parts, so that parts may be missing for a
 * while.
 *
 * @param sighting what the face finder saw
 * @param liveness the passive liveness models' probabilities, in the pack's order; {@link
 *     #NOT_LOOKED_AT} where they did not look at the frame, or the pack has none
 * @param template of the frame's face
 */
public record FrameEvidence(
    int index,
    long presentationTimeMicros,
    FaceSighting sighting,
    float[] liveness,
    float[] template) {
  /** Of a frame that no passive liveness model looked at. */
  public static final float[] NOT_LOOKED_AT = {};

  /** Whether every part has come that will come. */
  public boolean complete() {
    return sighting != null && (!sighting.usable() || (liveness != null && template != null));
  }

  /** This evidence with the parts that {@code other} has and this lacks. */
  public FrameEvidence with(FrameEvidence other) {
    FrameEvidence seen = sighting == null ? other : this;
    return new FrameEvidence(
        index,
        seen.presentationTimeMicros,
        seen.sighting,
        liveness == null ? other.liveness : liveness,
        template == null ? other.template : template);
  }

  /** Whether the passive liveness models looked at the frame. */
  public boolean lookedAt() {
    return liveness != null && liveness.length > 0;
  }

  /** This evidence with what the liveness models said of another frame. */
  FrameEvidence withLiveness(float[] others) {
    return new FrameEvidence(index, presentationTimeMicros, sighting, others, template);
  }

  /** The part that the face finder knows. */
  public static FrameEvidence ofSighting(
      int index, long presentationTimeMicros, FaceSighting sighting) {
    return new FrameEvidence(index, presentationTimeMicros, sighting, null, null);
  }

  /** The part that the liveness models know. */
  public static FrameEvidence ofLiveness(int index, float[] liveness) {
    return new FrameEvidence(index, 0, null, liveness, null);
  }

  /** The part that the embedder knows. */
  public static FrameEvidence ofTemplate(int index, float[] template) {
    return new FrameEvidence(index, 0, null, null, template);
  }
}

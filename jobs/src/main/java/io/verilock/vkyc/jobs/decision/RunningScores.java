package io.verilock.vkyc.jobs.decision;

/**
 * Scores of a call so far: what all frames up to the next one add up to, so that each second costs
 * the same however long the call is. Frames are added in the order of their index.
 */
public final class RunningScores {
  /** Index of the next frame to add. */
  public int next;

  /** The second of video that the next running score is for. */
  public int nextSecond = 1;

  public long firstMicros;
  public long latestMicros;
  public int faceFrames;
  public int latestFaces;

  /** Code of what makes the latest frame's face unusable; null where nothing does. */
  public String latestDefect;

  public int templates;
  public double[] templateSum;
  public int livenessFrames;
  public double livenessLogits;

  /** What the liveness models said when they looked last; counts until they look again. */
  public double latestLogit;

  /** Adds the frame with index {@link #next}. */
  public void add(FrameEvidence frame, SessionScorer scorer) {
    if (next == 0) {
      firstMicros = frame.presentationTimeMicros();
    }
    next++;
    latestMicros = frame.presentationTimeMicros();
    latestFaces = frame.sighting().faces();
    FaceDefect defect = frame.sighting().defect();
    latestDefect = defect == null ? null : defect.code();
    faceFrames += frame.sighting().faces() > 0 ? 1 : 0;
    if (frame.template() != null) {
      if (templateSum == null) {
        templateSum = new double[frame.template().length];
      }
      Templates.add(templateSum, frame);
      templates++;
    }
    boolean looked = frame.lookedAt();
    if (looked) {
      latestLogit = scorer.livenessLogit(frame);
    }
    if (looked || (frame.template() != null && livenessFrames > 0)) {
      livenessLogits += latestLogit;
      livenessFrames++;
    }
  }

  /** The face so far, or null. */
  public float[] face() {
    return templates == 0 ? null : Templates.direction(templateSum);
  }
}

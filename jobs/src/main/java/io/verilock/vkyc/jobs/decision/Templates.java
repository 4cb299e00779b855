package io.verilock.vkyc.jobs.decision;

import java.util.List;

/** Arithmetic of face templates: embeddings of length 1. */
public final class Templates {
  private Templates() {}

  /** The frames' face: their templates' mean, weighed by quality; null for no frames. */
  static float[] fuse(List<FrameEvidence> frames) {
    if (frames.isEmpty()) {
      return null;
    }
    double[] sum = new double[frames.get(0).template().length];
    for (FrameEvidence frame : frames) {
      add(sum, frame);
    }
    return direction(sum);
  }

  /** Adds a frame's template with its weight. */
  static void add(double[] sum, FrameEvidence frame) {
    double weight = frame.sighting().quality().weight();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * frame.template()[i];
    }
  }

  static float[] direction(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.max(Math.sqrt(squares), 1e-12);
    float[] direction = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      direction[i] = (float) (sum[i] / length);
    }
    return direction;
  }

  /** Cosine of the angle between two templates, -1 to 1. */
  public static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "templates of %d and %d numbers are not of one model".formatted(a.length, b.length));
    }
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
    }
    return Math.max(-1, Math.min(1, product));
  }
}

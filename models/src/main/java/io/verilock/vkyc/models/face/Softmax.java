package io.verilock.vkyc.models.face;

import java.nio.FloatBuffer;

/** Turns a classifier's logits into a probability. */
final class Softmax {
  private Softmax() {}

  /** Probability of one class. */
  static double probability(FloatBuffer logits, int wanted) {
    double sum = 0;
    for (int i = 0; i < logits.limit(); i++) {
      sum += Math.exp(logits.get(i) - logits.get(wanted));
    }
    return 1 / sum;
  }
}

package io.verilock.vkyc.models;

/**
 * Makes one opinion of what a pack's passive liveness models say of a frame.
 *
 * @param regression over the logits of the models' probabilities, in the pack's order
 */
public record LivenessFusion(LogisticRegression regression) {
  /**
   * The logarithm of the odds that a frame is bona fide, where as many are as are not. Frames of a
   * clip are averaged on this scale.
   *
   * @param probabilities one for each model, in the pack's order
   */
  public double logit(float[] probabilities) {
    double[] logits = new double[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = LogisticRegression.logitOf(probabilities[i]);
    }
    return regression.logit(logits);
  }
}

package io.verilock.vkyc.models;

import java.util.List;

/**
 * A fitted logistic regression. Each input is taken in deviations from the mean of what the
 * regression was fitted on, and no more than {@link #FARTHEST} of them: an input far outside of
 * that counts like one at its border, so that nothing unheard of can decide alone.
 *
 * @param means of each input where the regression was fitted
 * @param deviations standard deviation of each input there
 * @param weights of each input in deviations
 * @param bias added to the weighted inputs
 */
public record LogisticRegression(
    List<Double> means, List<Double> deviations, List<Double> weights, double bias) {
  /** Deviations beyond which an input counts no further. */
  public static final double FARTHEST = 3;

  /** Nothing to go by: one half. */
  public static final LogisticRegression OF_NOTHING =
      new LogisticRegression(List.of(), List.of(), List.of(), 0);

  /** Refuses lists of different lengths and deviations that are not positive. */
  public LogisticRegression {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    weights = List.copyOf(weights);
    if (means.size() != weights.size() || deviations.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%d means, %d deviations and %d weights do not fit together"
              .formatted(means.size(), deviations.size(), weights.size()));
    }
    if (deviations.stream().anyMatch(deviation -> !(deviation > 0))) {
      throw new IllegalArgumentException("deviations must be positive: " + deviations);
    }
  }

  /** The logarithm of the odds, for as many inputs as there are weights. */
  public double logit(double... inputs) {
    if (inputs.length != weights.size()) {
      throw new IllegalArgumentException(
          "%d inputs for %d weights".formatted(inputs.length, weights.size()));
    }
    double logit = bias;
    for (int i = 0; i < inputs.length; i++) {
      double distance = (inputs[i] - means.get(i)) / deviations.get(i);
      logit += weights.get(i) * Math.max(-FARTHEST, Math.min(FARTHEST, distance));
    }
    return logit;
  }

  /** The probability that goes with the logarithm of odds. */
  public static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The logarithm of the odds that go with a probability, bounded to those of 1 in 10,000. */
  public static double logitOf(double probability) {
    double bounded = Math.max(1e-4, Math.min(1 - 1e-4, probability));
    return Math.log(bounded / (1 - bounded));
  }
}

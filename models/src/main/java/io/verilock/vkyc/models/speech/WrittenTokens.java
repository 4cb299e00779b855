package io.verilock.vkyc.models.speech;

import java.util.ArrayList;
import java.util.List;

/** What a network has written so far, and how sure it was of each token. */
final class WrittenTokens {
  /** Of nothing written, which nobody is sure of. */
  private static final double NONE = -100;

  private final List<Integer> tokens = new ArrayList<>();
  private final List<Double> logProbabilities = new ArrayList<>();

  void add(TokenChoice choice) {
    tokens.add(choice.token());
    logProbabilities.add(choice.logProbability());
  }

  /** Counts how sure the network was to have come to the end. */
  void end(TokenChoice choice) {
    logProbabilities.add(choice.logProbability());
  }

  /** Cuts off what only repeats what stands before it; tells whether there was any. */
  boolean cutRepetition() {
    int repeated = Repetition.repeated(tokens);
    tokens.subList(tokens.size() - repeated, tokens.size()).clear();
    logProbabilities.subList(logProbabilities.size() - repeated, logProbabilities.size()).clear();
    return repeated > 0;
  }

  int size() {
    return tokens.size();
  }

  List<Integer> tokens() {
    return List.copyOf(tokens);
  }

  /** Geometric mean of the probabilities. */
  double confidence() {
    return Math.exp(
        logProbabilities.stream().mapToDouble(Double::doubleValue).average().orElse(NONE));
  }
}

package io.verilock.vkyc.importer.measure;

import java.util.ArrayList;
import java.util.List;

/** Collects scores of both kinds. */
final class Scores {
  private final List<Double> genuine = new ArrayList<>();
  private final List<Double> impostor = new ArrayList<>();

  void add(boolean isGenuine, double score) {
    (isGenuine ? genuine : impostor).add(score);
  }

  Separation separation() {
    return new Separation(numbers(genuine), numbers(impostor));
  }

  private static double[] numbers(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

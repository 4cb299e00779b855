package io.verilock.vkyc.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What was measured, beside what it is to be compared with, measured in the same run.
 *
 * @param name of the figure, lower case with underscores
 * @param what it says, with the unit of both sides, for people
 * @param measured one number per run
 * @param limit one number per run, in turn with those measured; none where nothing stands beside
 * @param goal what the ratio has to be, or what was measured itself where there is no limit
 */
public record Figure(
    @JsonIgnore String name,
    String what,
    @JsonProperty("measured_runs") List<Double> measured,
    @JsonProperty("limit_runs") List<Double> limit,
    @JsonIgnore Optional<Goal> goal) {
  /** Refuses runs that do not come in pairs. */
  public Figure {
    measured = List.copyOf(measured);
    limit = List.copyOf(limit);
    if (measured.isEmpty() || (!limit.isEmpty() && limit.size() != measured.size())) {
      throw new IllegalArgumentException(
          "%s: %d runs cannot be compared with %d".formatted(name, measured.size(), limit.size()));
    }
  }

  /**
   * What is asked of a figure.
   *
   * @param atMost whether the value is the largest allowed, else the smallest
   */
  public record Goal(double value, boolean atMost) {
    /** The smallest that will do. */
    public static Optional<Goal> atLeast(double value) {
      return Optional.of(new Goal(value, false));
    }

    /** The largest that will do. */
    public static Optional<Goal> atMost(double value) {
      return Optional.of(new Goal(value, true));
    }

    boolean isMet(double reached) {
      return atMost ? reached <= value : reached >= value;
    }
  }

  /** A figure that nothing is asked of. */
  public static Figure plain(String name, String what, List<Double> measured, List<Double> limit) {
    return new Figure(name, what, measured, limit, Optional.empty());
  }

  /** The median of what was measured. */
  @JsonProperty("measured")
  public double medianMeasured() {
    return median(measured);
  }

  /** The median of what stands beside it; null where nothing does. */
  @JsonProperty("limit")
  public Double medianLimit() {
    return limit.isEmpty() ? null : Double.valueOf(median(limit));
  }

  /** The median of the ratios of each pair; null where nothing stands beside. */
  @JsonProperty("ratio")
  public Double ratio() {
    return limit.isEmpty() ? null : Double.valueOf(median(ratios()));
  }

  /** What is asked of the ratio, or of what was measured; null where nothing is. */
  @JsonProperty("budget")
  public Double budget() {
    return goal.map(Goal::value).orElse(null);
  }

  /** Whether it is as asked; null where nothing is asked. */
  @JsonProperty("met")
  public Boolean met() {
    return goal.map(asked -> asked.isMet(limit.isEmpty() ? medianMeasured() : ratio()))
        .orElse(null);
  }

  /** The ratio of each pair of runs. */
  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < limit.size(); i++) {
      ratios.add(measured.get(i) / limit.get(i));
    }
    return ratios;
  }

  private static double median(List<Double> runs) {
    List<Double> sorted = new ArrayList<>(runs);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

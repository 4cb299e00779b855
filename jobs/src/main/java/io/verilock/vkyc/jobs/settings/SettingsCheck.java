package io.verilock.vkyc.jobs.settings;

import io.verilock.vkyc.jobs.policy.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Collects all that is wrong with a job's settings, to be told at once. */
public final class SettingsCheck {
  private final Configuration settings;
  private final List<String> problems = new ArrayList<>();
  private final Set<ConfigOption<?>> unreadable = new HashSet<>();

  /** Begins to check a job's own settings and those of its ends. */
  public SettingsCheck(Configuration settings, List<ConfigOption<?>> own, EndSettings ends) {
    this.settings = settings;
    List<ConfigOption<?>> all = Stream.concat(own.stream(), ends.options().stream()).toList();
    known(all, ends.passedOn());
    readable(all);
    required(ends.required());
  }

  private void known(List<ConfigOption<?>> options, List<String> prefixes) {
    List<String> known = options.stream().map(ConfigOption::key).toList();
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!known.contains(key) && prefixes.stream().noneMatch(key::startsWith)) {
        problems.add(
            "%s: no such setting; did you mean %s?".formatted(key, Spelling.nearest(key, known)));
      }
    }
  }

  private void required(List<ConfigOption<?>> options) {
    for (ConfigOption<?> option : options) {
      if (!settings.contains(option)) {
        problems.add("%s: is not set".formatted(option.key()));
      }
    }
  }

  private void readable(List<ConfigOption<?>> options) {
    for (ConfigOption<?> option : options) {
      try {
        settings.get(option);
      } catch (IllegalArgumentException e) {
        unreadable.add(option);
        problems.add("%s: %s".formatted(option.key(), e.getMessage()));
      }
    }
  }

  /** The value is not below {@code lowest}. */
  public <T extends Comparable<T>> void atLeast(ConfigOption<T> option, T lowest) {
    if (!unreadable.contains(option) && settings.get(option).compareTo(lowest) < 0) {
      problems.add("%s: %s is below %s".formatted(option.key(), settings.get(option), lowest));
    }
  }

  /** The value is neither below {@code lowest} nor above {@code highest}. */
  public <T extends Comparable<T>> void between(ConfigOption<T> option, T lowest, T highest) {
    atLeast(option, lowest);
    if (!unreadable.contains(option) && settings.get(option).compareTo(highest) > 0) {
      problems.add("%s: %s is above %s".formatted(option.key(), settings.get(option), highest));
    }
  }

  /** The value is one of {@code values}. */
  public void oneOf(ConfigOption<String> option, List<String> values) {
    if (!unreadable.contains(option) && !values.contains(settings.get(option))) {
      problem(option, "%s is none of %s".formatted(settings.get(option), values));
    }
  }

  /** Two thresholds of a score, 0-100, the first not above the second. */
  public void band(ConfigOption<Double> low, ConfigOption<Double> high) {
    between(low, 0.0, 100.0);
    between(high, 0.0, 100.0);
    if (!unreadable.contains(low)
        && !unreadable.contains(high)
        && settings.get(low) > settings.get(high)) {
      problems.add(
          "%s: %s is above %s, which is %s"
              .formatted(low.key(), settings.get(low), high.key(), settings.get(high)));
    }
  }

  /** Adds what is wrong with a setting. */
  public void problem(ConfigOption<?> option, String what) {
    problems.add("%s: %s".formatted(option.key(), what));
  }

  /**
   * Ends the check.
   *
   * @throws IllegalArgumentException naming every problem found
   */
  public void end() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the job's settings do not fit:\n  " + String.join("\n  ", problems));
    }
  }
}

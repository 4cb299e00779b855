package io.verilock.vkyc.jobs.settings;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/**
 * Settings of what a job is connected to, beside its own.
 *
 * @param options that may be set
 * @param required those of them that must be
 * @param passedOn prefixes of keys that are handed on to others, who know what they mean
 */
public record EndSettings(
    List<ConfigOption<?>> options, List<ConfigOption<?>> required, List<String> passedOn) {
  /** Of a job that is connected to nothing that has settings. */
  public static final EndSettings NONE = new EndSettings(List.of(), List.of(), List.of());

  /** These and those of another end. */
  public EndSettings and(EndSettings other) {
    return new EndSettings(
        joined(options, other.options),
        joined(required, other.required),
        joined(passedOn, other.passedOn));
  }

  /** The same where something else sets what is required. */
  public EndSettings optional() {
    return new EndSettings(options, List.of(), passedOn);
  }

  /** Whether a key is one of these. */
  public boolean knows(String key) {
    return passedOn.stream().anyMatch(key::startsWith)
        || options.stream().anyMatch(option -> option.key().equals(key));
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}

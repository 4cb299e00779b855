package io.verilock.vkyc.jobs.io;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** Picks settings out of a configuration. */
final class Settings {
  private Settings() {}

  /** Settings whose keys start with {@code prefix}, without it. */
  static Map<String, String> under(Configuration settings, String prefix) {
    Map<String, String> found = new HashMap<>();
    settings
        .toMap()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
              }
            });
    return found;
  }
}

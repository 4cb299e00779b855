package io.verilock.vkyc.jobs.analytics;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One name for all models behind a result. */
final class ModelVersion {
  private static final String NONE = "none";
  private static final int DIGITS = 12;

  private ModelVersion() {}

  /**
   * Pack and fingerprint of a result's {@code model_versions}, such as {@code open@1f0c2d3e4b5a}.
   */
  static String of(Map<String, String> modelVersions) {
    if (modelVersions.isEmpty()) {
      return NONE;
    }
    TreeSet<String> packs = new TreeSet<>();
    modelVersions.values().forEach(version -> packs.add(version.replaceFirst("/.*", "")));
    String fingerprint = Sha256.digits(new TreeMap<>(modelVersions).toString(), DIGITS);
    return "%s@%s".formatted(String.join("+", packs), fingerprint);
  }
}

package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.jobs.analysis.KafkaAnalysisEnds;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.StackSettings;
import io.verilock.vkyc.models.pack.Packs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** The option that sets the jobs' settings. */
final class JobSettings {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, see docs/configuration.md. May be given more than once.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The settings as given. */
  Map<String, String> toMap() {
    return Collections.unmodifiableMap(settings);
  }

  /**
   * The settings with those that other options of the command set.
   *
   * @throws UsageException naming a setting that is given twice
   */
  Map<String, String> with(Map<String, String> others) throws UsageException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    for (Map.Entry<String, String> other : others.entrySet()) {
      if (all.putIfAbsent(other.getKey(), other.getValue()) != null) {
        throw new UsageException(
            "%s is given by an option of its own and by --set".formatted(other.getKey()));
      }
    }
    return all;
  }

  /**
   * What they configure.
   *
   * @throws UsageException naming what is wrong with them, before anything is started
   */
  VideoAnalysisConfig check() throws UsageException {
    return check(Map.of());
  }

  /**
   * What they configure together with settings that other options of the command set.
   *
   * @throws UsageException naming what is wrong with them, or a setting that is given twice
   */
  VideoAnalysisConfig check(Map<String, String> others) throws UsageException {
    Map<String, String> all = with(others);
    List<String> ends = all.keySet().stream().filter(KafkaAnalysisEnds.SETTINGS::knows).toList();
    if (!ends.isEmpty()) {
      throw new UsageException(
          "%s: this command uses neither Kafka nor an object store; leave such settings out"
              .formatted(String.join(", ", ends)));
    }
    try {
      return known(VideoAnalysisConfig.from(Configuration.fromMap(all)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * What they configure of the analysis, where they are those of a whole stack.
   *
   * @throws UsageException naming what is wrong with them, or a setting that is given twice
   */
  VideoAnalysisConfig checkStack(Map<String, String> others) throws UsageException {
    try {
      return known(StackSettings.of(with(others)).check());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static VideoAnalysisConfig known(VideoAnalysisConfig config) {
    if (!config.models().pack().equals(Packs.DEFAULT)) {
      Packs.named(config.models().pack());
    }
    return config;
  }
}

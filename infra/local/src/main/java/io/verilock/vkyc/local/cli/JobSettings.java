package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.StackSettings;
import io.verilock.vkyc.models.pack.Packs;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    return analysis(Configuration.fromMap(with(others)));
  }

  /**
   * What they configure of the analysis, where they are those of a whole stack.
   *
   * @throws UsageException naming what is wrong with them, or a setting that is given twice
   */
  VideoAnalysisConfig checkStack(Map<String, String> others) throws UsageException {
    StackSettings byJob = StackSettings.of(with(others));
    try {
      byJob.check();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    return analysis(byJob.analysis());
  }

  private static VideoAnalysisConfig analysis(Configuration settings) throws UsageException {
    try {
      VideoAnalysisConfig config = VideoAnalysisConfig.from(settings);
      if (!config.pack().equals(Packs.DEFAULT)) {
        Packs.named(config.pack());
      }
      return config;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}

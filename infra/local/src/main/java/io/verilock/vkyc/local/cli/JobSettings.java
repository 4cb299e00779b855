package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
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
   * What they configure.
   *
   * @throws UsageException naming what is wrong with them, before anything is started
   */
  VideoAnalysisConfig check() throws UsageException {
    try {
      VideoAnalysisConfig config = VideoAnalysisConfig.from(Configuration.fromMap(settings));
      if (!config.pack().equals(Packs.DEFAULT)) {
        Packs.named(config.pack());
      }
      return config;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}

package io.verilock.vkyc.jobs.settings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What our jobs ask of Flink. */
public final class FlinkSettings {
  private FlinkSettings() {}

  /** Where a job runs that is submitted to a cluster. */
  public static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(strict(new Configuration()));
  }

  /** Flink settings a job cannot do without, on top of {@code configuration}. */
  public static Configuration strict(Configuration configuration) {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Frames are handed from operator to operator in one task: copying each would cost more than
    // finding its faces.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return configuration;
  }
}

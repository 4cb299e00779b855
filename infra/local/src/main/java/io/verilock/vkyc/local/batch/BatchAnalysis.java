package io.verilock.vkyc.local.batch;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.ModelSource;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisJob;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Runs the analysis job over files: the graph of the streaming job, bounded, without Kafka. */
public final class BatchAnalysis {
  private final VideoAnalysisConfig config;
  private final int parallelism;
  private final ModelSource models;

  public BatchAnalysis(VideoAnalysisConfig config, int parallelism) {
    this(config, parallelism, ModelSource.of(config.models()));
  }

  BatchAnalysis(VideoAnalysisConfig config, int parallelism, ModelSource models) {
    this.config = config;
    this.parallelism = parallelism;
    this.models = models;
  }

  /**
   * Analyses every session; gives each one's result as soon as it is there, in no fixed order.
   *
   * @throws Exception if the job fails
   */
  public void run(List<SessionFiles> sessions, Consumer<VideoResult> results) throws Exception {
    Configuration flink = FlinkSettings.strict(new Configuration());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink);
    FileEnds ends = new FileEnds(env, sessions);
    VideoAnalysisJob.build(env, config, ends, models);
    var job = env.executeAsync("video-analysis-batch");
    try (CloseableIterator<Outgoing> written = ends.written()) {
      while (written.hasNext()) {
        Outgoing outgoing = written.next();
        if (outgoing.topic().equals(Topics.RESULTS.name())) {
          VideoResult result = Topics.RESULTS.decode(outgoing.value());
          if (result.getStatus() == SessionStatus.completed) {
            results.accept(result);
          }
        }
      }
    }
    job.getJobExecutionResult().get();
  }
}

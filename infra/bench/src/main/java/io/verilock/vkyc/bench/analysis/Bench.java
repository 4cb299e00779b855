package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.Dictations;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.SharedModels;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What the benchmarks of the analysis share: the models, kept loaded, and the clips.
 *
 * @param config the defaults, but nobody writes down what is said: that is measured by itself
 */
record Bench(BenchRun run, VideoAnalysisConfig config, SharedModels.Lease lease, List<Clip> clips)
    implements AutoCloseable {

  static Bench open(BenchRun run) throws Exception {
    run.says().accept("decoding the recordings");
    Files.createDirectories(run.folder());
    VideoAnalysisConfig config = analysis();
    SharedModels.Lease lease = borrow(config);
    try {
      double most = run.either(1_000, 40);
      List<Clip> clips = Clip.all(run.folder().resolve("clips"), lease.models(), config, most);
      return new Bench(run, config, lease, clips);
    } catch (Exception e) {
      lease.close();
      throw e;
    }
  }

  static VideoAnalysisConfig analysis() {
    return VideoAnalysisConfig.from(
        Configuration.fromMap(Map.of(VideoAnalysisConfig.DICTATION.key(), Dictations.NONE)));
  }

  static SharedModels.Lease borrow(VideoAnalysisConfig config) throws PackException {
    return SharedModels.acquire(config.models());
  }

  ModelSet models() {
    return lease.models();
  }

  /** Seconds of video of all clips. */
  double seconds() {
    return Clip.seconds(clips);
  }

  @Override
  public void close() {
    lease.close();
  }
}

package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.batch.BatchAnalysis;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bounded pipeline over clips, and over nothing, which tells what its start costs. */
final class BatchRun {
  private final BatchAnalysis analysis;
  private final List<SessionFiles> sessions = new ArrayList<>();
  private final SessionFiles nothing;

  BatchRun(VideoAnalysisConfig config, List<Clip> clips, Path folder, int parallelism)
      throws IOException {
    analysis = new BatchAnalysis(config, parallelism);
    for (Clip clip : clips) {
      sessions.add(clip.session("clip-" + sessions.size()));
    }
    Path empty = Files.write(folder.resolve("nothing.webm"), new byte[1]);
    nothing =
        new SessionFiles("nothing", empty.toString(), null, null, VideoMode.self_record, "en");
  }

  /** Analyses all clips. */
  void whole() throws Exception {
    analyse(sessions);
  }

  /** Starts the pipeline, and ends it over a file that is no recording. */
  void startOnly() throws Exception {
    analyse(List.of(nothing));
  }

  private void analyse(List<SessionFiles> files) throws Exception {
    int[] results = {0};
    analysis.run(files, result -> results[0]++);
    if (results[0] != files.size()) {
      throw new IllegalStateException(
          "%d of %d sessions have a result".formatted(results[0], files.size()));
    }
  }
}

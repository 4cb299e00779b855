package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import java.util.ArrayList;
import java.util.List;

/** The bounded pipeline beside a plain loop over the same decoder, models and measures. */
public final class PipelineBench {
  private PipelineBench() {}

  /** Measures. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    try (Bench bench = Bench.open(run)) {
      BatchRun batch = new BatchRun(bench.config(), bench.clips(), run.folder(), 1);
      run.says().accept("warming up");
      loop(bench);
      batch.whole();
      List<Double> pipeline = new ArrayList<>();
      List<Double> loop = new ArrayList<>();
      int pairs = run.either(3, 2);
      for (int pair = 1; pair <= pairs; pair++) {
        run.says().accept("pair %d of %d".formatted(pair, pairs));
        loop.add(bench.seconds() / CpuTime.ofProcess(() -> loop(bench)));
        double start = CpuTime.ofProcess(batch::startOnly);
        pipeline.add(bench.seconds() / (CpuTime.ofProcess(batch::whole) - start));
      }
      return List.of(
          new Figure(
              "pipeline",
              "seconds of video through the bounded pipeline / plain loop, per CPU second",
              pipeline,
              loop,
              Figure.Goal.atLeast(0.9)));
    }
  }

  /** The plain loop over all clips. */
  static void loop(Bench bench) throws Exception {
    RecordingJudge judge = new RecordingJudge(bench.models(), bench.config());
    for (Clip clip : bench.clips()) {
      judge.judge(clip.bytes(), (picture, findings) -> {});
    }
  }
}

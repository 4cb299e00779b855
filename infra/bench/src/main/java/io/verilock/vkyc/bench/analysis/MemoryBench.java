package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.models.pack.Dictations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a session costs in memory while it is uploaded, in a stack that has all in one process. */
public final class MemoryBench {
  private static final double MEBI = 1 << 20;
  private static final double ALLOWED_MEBI = 8;

  private static final int KIBI = 1 << 10;

  private MemoryBench() {}

  /** Measures. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    try (Bench bench = Bench.open(run);
        LocalStack stack =
            LocalStack.start(
                run.folder().resolve("stack"),
                Runtime.getRuntime().availableProcessors(),
                Map.of(VideoAnalysisConfig.DICTATION.key(), Dictations.NONE),
                line -> {});
        StackLoad load = new StackLoad(stack.address())) {
      run.says().accept("warming up");
      load.atOnce(bench.clips());
      Clip clip = bench.clips().get(0);
      List<Figure> figures = new ArrayList<>();
      load.awaitTakenIn();
      double before = mebibytes();
      for (int sessions : List.of(10, run.either(100, 50), run.either(1_000, 200))) {
        run.says().accept("%d more sessions".formatted(sessions));
        double uploaded = load.begin(clip, sessions) / MEBI;
        load.awaitTakenIn();
        double now = mebibytes();
        figures.add(
            new Figure(
                "memory_" + sessions,
                "MiB of each of %d more open sessions / twice its bytes and 8 MiB"
                    .formatted(sessions),
                List.of((now - before) / sessions),
                List.of(2 * uploaded + ALLOWED_MEBI),
                Figure.Goal.atMost(1)));
        before = now;
      }
      return figures;
    }
  }

  /** What lives on the heap, and all that is not the heap's. */
  private static double mebibytes() throws IOException {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long resident = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = KIBI * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return (resident - heap.getCommitted() + heap.getUsed()) / MEBI;
  }
}

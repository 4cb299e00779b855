package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.models.pack.Dictations;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole stack, Kafka and the object store in it: what a second of video costs, and how soon a
 * result can be read after a recording's last chunk while the machine is loaded more and more.
 */
public final class StackBench {
  private static final String GUARANTEE = "vkyc.delivery-guarantee";
  private static final double HALF = 0.5;

  /** All agents ask with one key. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          VideoAnalysisConfig.DICTATION.key(),
          Dictations.NONE,
          "vkyc.gateway.requests-per-minute",
          "1000000");

  /** Shares of what the stack can take. */
  private static final List<Double> LOADS = List.of(0.25, HALF, 0.8);

  private StackBench() {}

  /** Measures. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    try (Bench bench = Bench.open(run)) {
      // Before there is a stack, which does some work of its own however idle it is.
      run.says().accept("plain loop");
      PipelineBench.loop(bench);
      List<Double> loops = new ArrayList<>();
      for (int i = 0; i < pairs(run); i++) {
        loops.add(bench.seconds() / CpuTime.ofProcess(() -> PipelineBench.loop(bench)));
      }
      List<Figure> figures = new ArrayList<>();
      measure(bench, "exactly-once", 2_000, loops, figures);
      measure(bench, "at-least-once", 1_000, loops, figures);
      return figures;
    }
  }

  private static void measure(
      Bench bench, String guarantee, double mostMillis, List<Double> loops, List<Figure> figures)
      throws Exception {
    BenchRun run = bench.run();
    Path folder = run.folder().resolve(guarantee);
    int slots = Runtime.getRuntime().availableProcessors();
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(GUARANTEE, guarantee);
    run.says().accept("starting a stack, " + guarantee);
    try (LocalStack stack = LocalStack.start(folder, slots, settings, line -> {});
        StackLoad load = new StackLoad(stack.address())) {
      run.says().accept("warming up");
      load.atOnce(bench.clips());
      double capacity = throughput(bench, load, guarantee, loops, figures);
      CallClient gateway = new CallClient(URI.create(stack.address().gateway()), stack.firstKey());
      Clip longest = bench.clips().get(bench.clips().size() - 1).live(folder, bench.config());
      for (double share : LOADS) {
        double interval = longest.seconds() / (share * capacity);
        int sessions = Math.max(StackLoad.LEAST_SESSIONS, (int) (run.either(150, 40) / interval));
        run.says().accept("%d sessions, one every %.1f s".formatted(sessions, interval));
        StackLoad.Latencies millis = load.paced(longest, interval, sessions, gateway);
        figures.add(latency(guarantee, share, longest, millis.results(), mostMillis));
        figures.add(scores("scores", "its running score", guarantee, share, millis.scores()));
        figures.add(
            scores(
                "agent_page",
                "its running score on the agent's page",
                guarantee,
                share,
                millis.pages()));
      }
    }
  }

  private static int pairs(BenchRun run) {
    return run.either(3, 1);
  }

  /** Seconds of video that the stack takes in a second. */
  private static double throughput(
      Bench bench, StackLoad load, String guarantee, List<Double> loops, List<Figure> figures)
      throws Exception {
    List<Double> stacks = new ArrayList<>();
    double shortest = Double.MAX_VALUE;
    for (int i = 1; i <= loops.size(); i++) {
      bench.run().says().accept("run %d of %d".formatted(i, loops.size()));
      double[] wall = new double[1];
      stacks.add(bench.seconds() / CpuTime.ofProcess(() -> wall[0] = load.atOnce(bench.clips())));
      shortest = Math.min(shortest, wall[0]);
    }
    figures.add(
        Figure.plain(
            "stack_" + guarantee.replace('-', '_'),
            "seconds of video through the whole stack, %s / plain loop, per CPU second"
                .formatted(guarantee),
            stacks,
            loops));
    return bench.seconds() / shortest;
  }

  private static Figure latency(
      String guarantee, double share, Clip clip, List<Double> millis, double mostMillis) {
    return new Figure(
        "latency_%s_%.0f".formatted(guarantee.replace('-', '_'), 100 * share),
        "p95 ms from the last chunk to the result, %s, %.0f %% load, %d sessions of %.0f s"
            .formatted(guarantee, 100 * share, millis.size(), clip.seconds()),
        List.of(p95(millis)),
        List.of(),
        share == HALF ? Figure.Goal.atMost(mostMillis) : Optional.empty());
  }

  /** What an agent sees while somebody talks is so old. */
  private static Figure scores(
      String name, String until, String guarantee, double share, List<Double> millis) {
    return new Figure(
        "%s_%s_%.0f".formatted(name, guarantee.replace('-', '_'), 100 * share),
        "p95 ms from a frame before the camera to %s, %s, %.0f %% load, %d scores"
            .formatted(until, guarantee, 100 * share, millis.size()),
        List.of(p95(millis)),
        List.of(),
        Optional.empty());
  }

  private static double p95(List<Double> millis) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    int place = Math.min(sorted.size() - 1, (int) Math.ceil(0.95 * sorted.size()) - 1);
    return sorted.get(Math.max(0, place));
  }
}

package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.bench.ServerProcess;
import io.verilock.vkyc.models.pack.SharedModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Two processors and two slots beside one of each: sessions analysed per second of the clock. */
public final class CoresBench {
  /** Two slots need enough recordings that the last one alone does not decide. */
  private static final int REPEATS = 3;

  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

  private CoresBench() {}

  /** A process that analyses clips whenever it is told to, and says how long it took. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
      Path folder = Files.createDirectories(Path.of(args[0]));
      List<Clip> clips =
          Arrays.stream(args).skip(2).map(file -> new Clip(Path.of(file), 0)).toList();
      var config = Bench.analysis();
      try (SharedModels.Lease kept = Bench.borrow(config)) {
        BatchRun batch = new BatchRun(config, clips, folder, Integer.parseInt(args[1]));
        batch.whole();
        System.out.println(kept.models().pack());
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
          double start = seconds(batch::startOnly);
          System.out.println(seconds(batch::whole) - start);
        }
      }
    }

    private static double seconds(CpuTime.Work work) throws Exception {
      long before = System.nanoTime();
      work.run();
      return (System.nanoTime() - before) / 1e9;
    }
  }

  /** Measures; gives nothing where there is one processor only. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    List<Integer> processors = allowedProcessors();
    if (processors.size() < 2) {
      run.says().accept("left out, there is one processor only");
      return List.of();
    }
    List<String> files = new ArrayList<>();
    double seconds;
    try (Bench bench = Bench.open(run)) {
      seconds = bench.seconds() * REPEATS;
      for (int i = 0; i < REPEATS; i++) {
        bench.clips().forEach(clip -> files.add(clip.file().toString()));
      }
    }
    run.says().accept("warming up");
    List<Double> two = new ArrayList<>();
    List<Double> one = new ArrayList<>();
    try (ServerProcess single = start(run.folder(), processors.subList(0, 1), files);
        ServerProcess both = start(run.folder(), processors.subList(0, 2), files)) {
      int pairs = run.either(3, 1);
      for (int pair = 1; pair <= pairs; pair++) {
        run.says().accept("pair %d of %d".formatted(pair, pairs));
        one.add(seconds / Double.parseDouble(single.ask("go")));
        two.add(seconds / Double.parseDouble(both.ask("go")));
      }
    }
    return List.of(
        new Figure(
            "cores",
            "seconds of video per second, two processors / one",
            two,
            one,
            Figure.Goal.atLeast(1.8)));
  }

  private static ServerProcess start(Path folder, List<Integer> processors, List<String> files)
      throws IOException {
    int slots = processors.size();
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve("slots-" + slots).toString());
    arguments.add(Integer.toString(slots));
    arguments.addAll(files);
    String list = String.join(",", processors.stream().map(Object::toString).toList());
    return ServerProcess.start(
        List.of("taskset", "-c", list),
        Main.class,
        1,
        folder,
        List.of("-Xmx3g"),
        arguments.toArray(String[]::new));
  }

  /** The processors that this process may use, by their numbers. */
  private static List<Integer> allowedProcessors() throws IOException {
    List<Integer> allowed = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Cpus_allowed_list:")) {
        Matcher range = RANGE.matcher(line);
        while (range.find()) {
          int first = Integer.parseInt(range.group(1));
          int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
          IntStream.rangeClosed(first, last).forEach(allowed::add);
        }
      }
    }
    return allowed;
  }
}

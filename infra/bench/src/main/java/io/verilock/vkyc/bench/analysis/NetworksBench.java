package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.jobs.vision.SeenSoFar;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.Packs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Each network through our path beside bare ONNX Runtime; and what is done with a frame beside its
 * networks alone.
 */
public final class NetworksBench {
  /** Pictures take memory: so many of each clip. */
  private static final int FRAMES_PER_CLIP = 8;

  private NetworksBench() {}

  /** Measures. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    try (Bench bench = Bench.open(run);
        PackNetworks networks = new PackNetworks(Packs.named(bench.models().pack()))) {
      List<Figure> figures = new ArrayList<>();
      for (PackNetworks.Twin twin : networks.twins()) {
        figures.add(paired(twin, run));
      }
      figures.addAll(steps(bench, networks.twins()));
      return figures;
    }
  }

  private static Figure paired(PackNetworks.Twin twin, BenchRun run) throws Exception {
    run.says().accept(twin.task());
    int runs = run.either(200, 50);
    repeat(runs, twin::ours);
    repeat(runs, twin::bare);
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int pair = 0; pair < 7; pair++) {
      bare.add(runs / CpuTime.ofThread(() -> repeat(runs, twin::bare)));
      ours.add(runs / CpuTime.ofThread(() -> repeat(runs, twin::ours)));
    }
    return new Figure(
        "network_" + twin.task(),
        "runs of %s / bare ONNX Runtime, per CPU second".formatted(twin.task()),
        ours,
        bare,
        Figure.Goal.atLeast(0.95));
  }

  /** What is done with a frame, step by step, each beside its networks alone. */
  private static List<Figure> steps(Bench bench, List<PackNetworks.Twin> twins) throws Exception {
    bench.run().says().accept("frames");
    FrameJudge judge = new FrameJudge(bench.models(), bench.config().minimumFaceHeight());
    List<Picture> pictures =
        pictures(bench).stream()
            .filter(picture -> !see(judge, List.of(picture)).isEmpty())
            .toList();
    List<FrameFindings> found = see(judge, pictures);
    int looks = (int) found.stream().filter(frame -> frame.livenessCrops().length > 0).count();
    List<Figure> figures = new ArrayList<>();
    figures.add(
        step(
            bench,
            "find",
            pictures.size(),
            () -> see(judge, pictures),
            alone(twins, Map.of("face_detector", pictures.size(), "face_aligner", found.size()))));
    figures.add(
        step(
            bench,
            "template",
            found.size(),
            () ->
                found.forEach(
                    frame -> FrameJudge.template(bench.models(), 0, frame.aligned().orElseThrow())),
            alone(twins, Map.of("face_embedder", found.size()))));
    if (looks > 0) {
      figures.add(
          step(
              bench,
              "liveness",
              looks,
              () ->
                  found.forEach(
                      frame -> FrameJudge.liveness(bench.models(), 0, frame.livenessCrops())),
              alone(twins, Map.of("passive_liveness", looks))));
    }
    return figures;
  }

  private static Figure step(
      Bench bench, String name, int faces, CpuTime.Work step, CpuTime.Work alone) throws Exception {
    List<Double> whole = new ArrayList<>();
    List<Double> networks = new ArrayList<>();
    step.run();
    for (int pair = 0; pair < bench.run().either(5, 3); pair++) {
      networks.add(1e3 * CpuTime.ofThread(alone) / faces);
      whole.add(1e3 * CpuTime.ofThread(step) / faces);
    }
    return Figure.plain(
        "step_" + name,
        "CPU ms to %s, each of %d / its networks alone".formatted(words(name), faces),
        whole,
        networks);
  }

  private static String words(String step) {
    return switch (step) {
      case "find" -> "find, align and measure a face";
      case "template" -> "make its template";
      default -> "judge its liveness";
    };
  }

  /** Bare runs, so many of each network whose task begins so. */
  private static CpuTime.Work alone(List<PackNetworks.Twin> twins, Map<String, Integer> runs) {
    return () -> {
      for (PackNetworks.Twin twin : twins) {
        for (Map.Entry<String, Integer> task : runs.entrySet()) {
          if (twin.task().startsWith(task.getKey())) {
            repeat(task.getValue(), twin::bare);
          }
        }
      }
    };
  }

  /** The frames with a usable face. */
  private static List<FrameFindings> see(FrameJudge judge, List<Picture> pictures) {
    return pictures.stream()
        .map(picture -> judge.see(0, 0, picture, SeenSoFar.UPRIGHT))
        .filter(findings -> findings.aligned().isPresent())
        .toList();
  }

  private static List<Picture> pictures(Bench bench) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    for (Clip clip : bench.clips()) {
      Clip.decode(
          clip.bytes(),
          bench.config(),
          new MediaSink() {
            @Override
            public void frame(int index, long presentationTimeMicros, Picture picture) {
              if (index < FRAMES_PER_CLIP) {
                pictures.add(picture);
              }
            }

            @Override
            public void audio(int index, short[] samples) {}
          });
    }
    return pictures;
  }

  private static void repeat(int times, CpuTime.Work work) throws Exception {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}

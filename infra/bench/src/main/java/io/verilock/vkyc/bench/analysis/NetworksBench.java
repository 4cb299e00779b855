package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.Packs;
import java.util.ArrayList;
import java.util.List;

/**
 * Each network through our path beside bare ONNX Runtime; and all that is done with a frame beside
 * its networks alone.
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
      figures.add(frames(bench, networks.twins()));
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

  private static Figure frames(Bench bench, List<PackNetworks.Twin> twins) throws Exception {
    bench.run().says().accept("frames");
    List<Picture> pictures = pictures(bench);
    FrameJudge judge = new FrameJudge(bench.models(), bench.config().minimumFaceHeight());
    int faces = judge(judge, pictures);
    List<Double> whole = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    for (int pair = 0; pair < bench.run().either(5, 3); pair++) {
      whole.add(pictures.size() / CpuTime.ofThread(() -> judge(judge, pictures)));
      alone.add(
          pictures.size()
              / CpuTime.ofThread(
                  () -> {
                    for (PackNetworks.Twin twin : twins) {
                      repeat(runs(twin.task(), pictures.size(), faces), twin::bare);
                    }
                  }));
    }
    return Figure.plain(
        "frame",
        "frames to scores (%d faces in %d) / their networks alone, per CPU second"
            .formatted(faces, pictures.size()),
        whole,
        alone);
  }

  /** The detector looks at every frame, the others at every face, voice activity at none. */
  private static int runs(String task, int pictures, int faces) {
    return switch (task) {
      case "face_detector" -> pictures;
      case "voice_activity" -> 0;
      default -> faces;
    };
  }

  /** Judges all pictures, and gives how many have a face that is used. */
  private static int judge(FrameJudge judge, List<Picture> pictures) {
    int faces = 0;
    for (Picture picture : pictures) {
      faces += judge.judge(0, 0, picture).aligned().isPresent() ? 1 : 0;
    }
    return faces;
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

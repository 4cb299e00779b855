package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/** Decoding and sampling beside the {@code ffmpeg} program of the same libraries. */
public final class DecodingBench {
  /** What {@code -benchmark} prints at the end. */
  private static final Pattern CPU = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

  private DecodingBench() {}

  /** Measures; gives nothing where the program does not start. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    String program = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    if (!starts(program)) {
      run.says().accept("left out, %s needs Debian's libva2 and libva-drm2".formatted(program));
      return List.of();
    }
    try (Bench bench = Bench.open(run)) {
      List<Double> ours = new ArrayList<>();
      List<Double> beside = new ArrayList<>();
      run.says().accept("warming up");
      decode(bench);
      int pairs = run.either(5, 3);
      for (int pair = 1; pair <= pairs; pair++) {
        run.says().accept("pair %d of %d".formatted(pair, pairs));
        beside.add(bench.seconds() / cpuSeconds(program, bench));
        ours.add(bench.seconds() / CpuTime.ofProcess(() -> decode(bench)));
      }
      return List.of(
          new Figure(
              "decoding",
              "seconds of video decoded and sampled / the ffmpeg program, per CPU second",
              ours,
              beside,
              Figure.Goal.atLeast(0.9)));
    }
  }

  private static boolean starts(String program) throws IOException, InterruptedException {
    return new ProcessBuilder(program, "-version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static void decode(Bench bench) throws Exception {
    for (Clip clip : bench.clips()) {
      clip.decode(bench.config());
    }
  }

  /**
   * CPU seconds of one run of the program that does the same with all clips: every picture decoded,
   * five a second brought to BGR, the sound to 16 kHz. One run, so that its start weighs little.
   */
  private static double cpuSeconds(String program, Bench bench)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of("-nostdin", "-hide_banner", "-benchmark", "-filter_threads", "1"));
    List<Clip> clips = bench.clips();
    for (Clip clip : clips) {
      command.addAll(List.of("-threads", "1", "-i", clip.file().toString()));
    }
    String sampled =
        "fps=%s:round=up,scale=flags=bilinear,format=bgr24".formatted(bench.config().frameRate());
    for (int i = 0; i < clips.size(); i++) {
      command.addAll(
          List.of("-map", i + ":v:0", "-map", i + ":a:0?", "-vf", sampled, "-ar", "16000"));
      command.addAll(List.of("-ac", "1", "-f", "null", "-"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher cpu = CPU.matcher(output);
    if (process.waitFor() != 0 || !cpu.find()) {
      throw new IOException("the ffmpeg program failed:\n" + output);
    }
    return Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2));
  }
}

package io.verilock.vkyc.models.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that runs a network 700 times and says by how much it grew. */
final class ManyRuns {
  private static final String ANSWER = "grew by ";

  private ManyRuns() {}

  public static void main(String[] arguments) throws IOException {
    try (Network network = OnnxNetwork.load(Path.of(arguments[0]), InferenceSettings.DEFAULT)) {
      List<Tensor> input = List.of(Tensor.zeros(1, 3, 320, 320));
      run(network, input, 200);
      long before = residentBytes();
      run(network, input, 700);
      System.out.println(ANSWER + (residentBytes() - before));
    }
  }

  /** What such a process said, in bytes. */
  static long growth(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(ANSWER))
        .mapToLong(line -> Long.parseLong(line.substring(ANSWER.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(output));
  }

  private static void run(Network network, List<Tensor> input, int times) {
    for (int i = 0; i < times; i++) {
      network.run(input);
    }
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        * 1024;
  }
}

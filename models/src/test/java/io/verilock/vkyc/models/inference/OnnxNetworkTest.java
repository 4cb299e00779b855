package io.verilock.vkyc.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.SharedData;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("media")
class OnnxNetworkTest {
  private static final long[] SHAPE = {1, 3, 320, 320};
  private static final long MEBI = 1 << 20;

  @Test
  void givesEveryOutputByItsNameAndShape() {
    try (Network network = detector()) {
      Map<String, Tensor> outputs = network.run(List.of(random(1)));

      assertThat(outputs).hasSize(12).containsKeys("cls_8", "obj_16", "bbox_32", "kps_8");
      assertThat(outputs.get("bbox_32").shape()).containsExactly(1, 100, 4);
      assertThat(outputs.get("bbox_32").data().limit()).isEqualTo(400);
    }
  }

  @Test
  void takesBuffersOnAndOffTheHeapWhereverTheyStand() {
    try (Network network = detector()) {
      Tensor direct = random(1);
      float[] expected = numbers(network.run(List.of(direct)));
      float[] copy = new float[direct.data().limit()];
      direct.data().get(0, copy);

      assertThat(numbers(network.run(List.of(new Tensor(FloatBuffer.wrap(copy), SHAPE)))))
          .containsExactly(expected);
      direct.data().position(7);
      assertThat(numbers(network.run(List.of(direct)))).containsExactly(expected);
      assertThat(direct.data().position()).isEqualTo(7);
    }
  }

  @Test
  void givesEachThreadItsOwnAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Network network = detector()) {
      List<float[]> expected = new ArrayList<>();
      List<Future<float[]>> answers = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        expected.add(numbers(network.run(List.of(random(seed)))));
      }
      for (int i = 0; i < 64; i++) {
        Tensor input = random(i % 8);
        answers.add(threads.submit(() -> numbers(network.run(List.of(input)))));
      }
      for (int i = 0; i < 64; i++) {
        assertThat(answers.get(i).get()).containsExactly(expected.get(i % 8));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesInputsThatDoNotFit() {
    try (Network network = detector()) {
      assertThatThrownBy(() -> network.run(List.of()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("yunet_s_dynamic.onnx")
          .hasRootCauseMessage(
              "the network takes 1 inputs [input], 0 of them constant, not 0 more");
      assertThatThrownBy(() -> network.run(List.of(Tensor.zeros(1, 1, 32, 32))))
          .isInstanceOf(InferenceException.class);
      assertThatThrownBy(
              () -> network.run(List.of(new Tensor(FloatBuffer.allocate(3), 1, 3, 32, 32))))
          .isInstanceOf(InferenceException.class);
    }
  }

  @Test
  void refusesAFileThatIsMissingOrNoNetwork(@TempDir Path folder) throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no network");

    for (Path file : List.of(garbage, folder.resolve("missing.onnx"))) {
      assertThatThrownBy(() -> OnnxNetwork.load(file, InferenceSettings.DEFAULT))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void refusesAConstantTheNetworkDoesNotTake() {
    Path file = SharedData.models().resolve("face/yunet_s_dynamic.onnx");

    assertThatThrownBy(
            () -> OnnxNetwork.load(file, InferenceSettings.DEFAULT, Map.of("rate", 16_000L)))
        .isInstanceOf(InferenceException.class)
        .hasRootCauseMessage("the network's inputs are [input], not [rate]");
  }

  @Test
  void freesTheNativeMemoryOfEachRun() throws Exception {
    // In a process of its own: what earlier tests gave back would hide what this one keeps.
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            ManyRuns.class.getName(),
            SharedData.models().resolve("face/yunet_s_dynamic.onnx").toString());
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    // A run's outputs take 134 KB: kept, they would be 94 MB.
    System.out.printf("700 runs: %d MiB more%n", ManyRuns.growth(output) / MEBI);
    assertThat(ManyRuns.growth(output)).isLessThan(40 * MEBI);
  }

  private static Network detector() {
    return OnnxNetwork.load(
        SharedData.models().resolve("face/yunet_s_dynamic.onnx"), InferenceSettings.DEFAULT);
  }

  private static Tensor random(long seed) {
    Tensor tensor = Tensor.zeros(SHAPE);
    Random random = new Random(seed);
    for (int i = 0; i < tensor.data().limit(); i++) {
      tensor.data().put(i, 255 * random.nextFloat());
    }
    return tensor;
  }

  private static float[] numbers(Map<String, Tensor> outputs) {
    return outputs.get("bbox_16").data().array();
  }
}

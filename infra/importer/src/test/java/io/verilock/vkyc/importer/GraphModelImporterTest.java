package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.inference.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small graphs, written by the importer and read back by ONNX Runtime. */
class GraphModelImporterTest {
  private static final String NHWC = text("data_format", "NHWC");
  private static final String ONE_BY_ONE = wholes("strides", 1, 1, 1, 1);
  private static final String NOT_DILATED = wholes("dilations", 1, 1, 1, 1);

  @TempDir Path folder;

  private final List<String> nodes = new ArrayList<>();
  private final List<String> manifest = new ArrayList<>();
  private final ByteBuffer data = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  @Test
  void aFusedConvolutionWithSamePaddingBiasAndPrelu() throws IOException {
    input(4, 4, 1);
    // Sums the 3 x 3 pixels from each second one on, rows 0-2 and 2-3: padding is at the end.
    weight("filter", List.of(3, 3, 1, 1), 1, 1, 1, 1, 1, 1, 1, 1, 1);
    weight("bias", List.of(1), -100);
    weight("alpha", List.of(1, 1, 1), 0.5f);
    node(
        "conv",
        "_FusedConv2D",
        List.of("input", "filter", "bias", "alpha"),
        NHWC,
        wholes("strides", 1, 2, 2, 1),
        NOT_DILATED,
        text("padding", "SAME"),
        texts("fused_ops", "BiasAdd", "Prelu"));
    float[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 70};
    // 54 - 100 halved; 45 - 100 halved; 72 - 100 halved; 108 - 100 as it is.
    assertThat(run("conv", pixels, 4, 4, 1)).containsExactly(-23, -27.5f, -14, 8);
  }

  @Test
  void aDepthwiseConvolutionKeepsItsChannelsApart() throws IOException {
    input(1, 2, 2);
    weight("filter", List.of(1, 1, 2, 1), 10, 100);
    node(
        "depthwise",
        "DepthwiseConv2dNative",
        List.of("input", "filter"),
        NHWC,
        ONE_BY_ONE,
        NOT_DILATED,
        text("padding", "VALID"));
    assertThat(run("depthwise", new float[] {1, 2, 3, 4}, 1, 2, 2))
        .containsExactly(10, 30, 200, 400);
  }

  @Test
  void normalisationAndBoundsBehindAConvolution() throws IOException {
    input(1, 3, 2);
    weight("scale", List.of(2), 1, -1);
    weight("shift", List.of(2), 0, 1);
    weight("six", List.of(), 6);
    weight("zero", List.of(), 0);
    node("mul", "Mul", List.of("input", "scale"));
    node("add", "Add", List.of("mul", "shift"));
    node("relu", "Relu", List.of("add"));
    node("least", "Minimum", List.of("relu", "six"));
    node("most", "Maximum", List.of("least", "zero"));
    assertThat(run("most", new float[] {-1, -1, 3, 0.5f, 8, -9}, 1, 3, 2))
        .containsExactly(0, 3, 6, 2, 0.5f, 6);
  }

  @Test
  void aShortcutWithPooledAndAddedChannels() throws IOException {
    input(2, 2, 1);
    weight("more", List.of(4, 2), 0, 0, 0, 0, 0, 0, 0, 1);
    node(
        "pool",
        "MaxPool",
        List.of("input:0"),
        NHWC,
        wholes("strides", 1, 2, 2, 1),
        wholes("ksize", 1, 2, 2, 1),
        text("padding", "SAME"));
    node("pad", "Pad", List.of("pool", "more"));
    node("twice", "AddV2", List.of("pad", "pad"));
    assertThat(run("twice", new float[] {1, 5, 2, 3}, 2, 2, 1)).containsExactly(10, 0);
  }

  @Test
  void aHeadIsReadPlaceByPlace() throws IOException {
    input(1, 2, 3);
    whole("shape", 1, 2, 3);
    node("head", "Reshape", List.of("input", "shape"));
    node("named", "Identity", List.of("head", "^input"));
    assertThat(run("named", new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void aMeanOverAllPlaces() throws IOException {
    input(2, 2, 2);
    whole("axes", 1, 2);
    node("mean", "Mean", List.of("input", "axes"));
    assertThat(run("mean", new float[] {1, 10, 2, 20, 3, 30, 4, 40}, 2, 2, 2))
        .containsExactly(new float[] {2.5f, 25}, within(1e-6f));
  }

  @Test
  void anUnknownOperationIsNamed() {
    input(1, 1, 1);
    node("spectrum", "FFT", List.of("input"));
    assertThatThrownBy(() -> imported("spectrum"))
        .isInstanceOf(ImportException.class)
        .hasMessage("node spectrum (FFT) is an operation the importer does not know");
  }

  @Test
  void whatTheOutputDoesNotNeedIsLeftOut() throws IOException {
    input(1, 1, 1);
    node("spectrum", "FFT", List.of("input"));
    node("wanted", "Sigmoid", List.of("input"));
    assertThat(run("wanted", new float[] {0}, 1, 1, 1)).containsExactly(0.5f);
  }

  @Test
  void aMissingNodeIsNamed() {
    assertThatThrownBy(() -> imported("absent"))
        .isInstanceOf(ImportException.class)
        .hasMessage("node absent is missing");
  }

  @Test
  void theSameGraphGivesTheSameBytes() throws IOException {
    input(1, 2, 3);
    whole("shape", 1, 6);
    node("head", "Reshape", List.of("input", "shape"));
    assertThat(imported("head")).isEqualTo(imported("head"));
  }

  /** Runs the imported graph on pixels in the order height, width, channel. */
  private float[] run(String output, float[] pixels, int height, int width, int channels)
      throws IOException {
    Path file = Files.write(folder.resolve("network.onnx"), imported(output));
    Tensor input = Tensor.zeros(1, channels, height, width);
    for (int i = 0; i < pixels.length; i++) {
      input.data().put(i % channels * height * width + i / channels, pixels[i]);
    }
    try (OnnxNetwork network = OnnxNetwork.load(file, InferenceSettings.DEFAULT)) {
      Tensor result = network.run(List.of(input)).get("result");
      float[] values = new float[result.data().remaining()];
      result.data().get(values);
      return values;
    }
  }

  private byte[] imported(String output) throws IOException {
    String model =
        """
        {"modelTopology": {"node": [%s]}, "weightsManifest": [{"weights": [%s]}]}
        """
            .formatted(String.join(",", nodes), String.join(",", manifest));
    return GraphModelImporter.toOnnx(
        model.getBytes(StandardCharsets.UTF_8),
        Arrays.copyOf(data.array(), data.position()),
        "test",
        Map.of(output, "result"));
  }

  private void input(int height, int width, int channels) {
    String sides =
        "{\"size\": \"-1\"}, {\"size\": \"%d\"}, {\"size\": \"%d\"}, {\"size\": \"%d\"}"
            .formatted(height, width, channels);
    node(
        "input",
        "Placeholder",
        List.of(),
        "\"shape\": {\"shape\": {\"dim\": [%s]}}".formatted(sides));
  }

  private void node(String name, String op, List<String> inputs, String... attributes) {
    String quoted = String.join(", ", inputs.stream().map(input -> '"' + input + '"').toList());
    nodes.add(
        "{\"name\": \"%s\", \"op\": \"%s\", \"input\": [%s], \"attr\": {%s}}"
            .formatted(name, op, quoted, String.join(", ", attributes)));
  }

  private void weight(String name, List<Integer> shape, float... values) {
    manifest.add(
        "{\"name\": \"%s\", \"shape\": %s, \"dtype\": \"float32\"}".formatted(name, shape));
    for (float value : values) {
      data.putFloat(value);
    }
  }

  private void whole(String name, int... values) {
    manifest.add(
        "{\"name\": \"%s\", \"shape\": [%d], \"dtype\": \"int32\"}".formatted(name, values.length));
    for (int value : values) {
      data.putInt(value);
    }
  }

  private static String text(String name, String value) {
    return "\"%s\": {\"s\": \"%s\"}".formatted(name, base64(value));
  }

  private static String texts(String name, String... values) {
    List<String> encoded = Arrays.stream(values).map(value -> '"' + base64(value) + '"').toList();
    return "\"%s\": {\"list\": {\"s\": [%s]}}".formatted(name, String.join(", ", encoded));
  }

  private static String wholes(String name, int... values) {
    List<String> quoted = Arrays.stream(values).mapToObj(value -> "\"" + value + '"').toList();
    return "\"%s\": {\"list\": {\"i\": [%s]}}".formatted(name, String.join(", ", quoted));
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}

package io.verilock.vkyc.importer;

import static io.verilock.vkyc.importer.OnnxAttribute.wholes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * Builds dlib's face recognition network, a residual network of 29 layers, around the weights of
 * the face-api package. The package holds no graph: its code is the graph, and this follows it.
 */
final class DlibResNetImporter {
  private static final int SIDE = 150;
  private static final int NUMBERS = 128;

  /** The residual blocks in order; one whose name says {@code down} halves the map. */
  private static final List<String> BLOCKS =
      List.of(
          "conv32_1",
          "conv32_2",
          "conv32_3",
          "conv64_down",
          "conv64_1",
          "conv64_2",
          "conv64_3",
          "conv128_down",
          "conv128_1",
          "conv128_2",
          "conv256_down",
          "conv256_1",
          "conv256_2",
          "conv256_down_out");

  private final Weights weights;
  private final OnnxWriter onnx = new OnnxWriter("dlib-face-recognition-resnet");

  private DlibResNetImporter(Weights weights) {
    this.weights = weights;
  }

  /**
   * Builds the network: {@code input} is {@code [batch, 3, 150, 150]}, {@code descriptor} {@code
   * [batch, 128]}.
   *
   * @param manifest the bytes of the weights manifest
   * @param data the bytes of the weights
   */
  static byte[] toOnnx(byte[] manifest, byte[] data) throws IOException {
    return new DlibResNetImporter(Weights.read(new ObjectMapper().readTree(manifest), data))
        .build();
  }

  private byte[] build() throws IOException {
    Value out = new Value(onnx.input("input", 3, SIDE, SIDE), SIDE, SIDE, 3);
    out = relu(convolve("conv32_down", out, 2), "conv32_down");
    out = pool("MaxPool", "stem/pool", out, 3);
    for (String block : BLOCKS) {
      out = block.contains("down") ? halvingBlock(block, out) : block(block, out);
    }
    onnx.node("GlobalAveragePool", "mean", List.of(out.name()));
    onnx.node("Flatten", "features", List.of("mean"));
    Weight dense = weights.get("fc");
    String matrix = onnx.floats("fc", dense.values(), dense.side(0), dense.side(1));
    onnx.node("MatMul", "descriptor", List.of("features", matrix));
    onnx.output("descriptor", NUMBERS);
    return onnx.toBytes();
  }

  private Value block(String name, Value from) throws IOException {
    Value inner = relu(convolve(name + "/conv1", from, 1), name + "/conv1");
    Value out = convolve(name + "/conv2", inner, 1);
    onnx.node("Add", name + "/add", List.of(out.name(), from.name()));
    return relu(out.named(name + "/add"), name);
  }

  /**
   * A block whose shortcut is pooled, with zeros for the channels it lacks. Where the convolutions
   * give a smaller map than the pooling, zeros fill it at the bottom and on the right.
   */
  private Value halvingBlock(String name, Value from) throws IOException {
    Value inner = relu(convolve(name + "/conv1", from, 2), name + "/conv1");
    Value out = convolve(name + "/conv2", inner, 1);
    Value shortcut = pool("AveragePool", name + "/pool", from, 2);
    shortcut = fill(name + "/pool", shortcut, shortcut.height(), out.channels());
    out = fill(name + "/conv2", out, shortcut.height(), out.channels());
    onnx.node("Add", name + "/add", List.of(out.name(), shortcut.name()));
    return relu(out.named(name + "/add"), name);
  }

  /** A convolution and the scaling behind it, in one. */
  private Value convolve(String name, Value from, int stride) throws IOException {
    Weight filters = weights.get(name + "/conv/filters");
    float[] kernel = filters.transposed(3, 2, 0, 1);
    float[] bias = weights.get(name + "/conv/bias").values().clone();
    float[] scale = weights.get(name + "/scale/weights").values();
    float[] shift = weights.get(name + "/scale/biases").values();
    int perFilter = kernel.length / bias.length;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= scale[i / perFilter];
    }
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) ((double) bias[i] * scale[i] + shift[i]);
    }
    int side = filters.side(0);
    Window window =
        stride == 1
            ? Window.same(from.height(), side, stride)
            : Window.valid(from.height(), side, stride);
    Windows windows =
        new Windows(new int[] {side, side}, new int[] {stride, stride}, window, window);
    String kernelName =
        onnx.floats(name + "/kernel", kernel, bias.length, from.channels(), side, side);
    String biasName = onnx.floats(name + "/bias", bias, bias.length);
    onnx.node("Conv", name + "/scaled", List.of(from.name(), kernelName, biasName), windows.with());
    return windows.result(name + "/scaled", bias.length);
  }

  private Value pool(String op, String name, Value from, int side) throws IOException {
    Window window = Window.valid(from.height(), side, 2);
    onnx.node(
        op,
        name,
        List.of(from.name()),
        wholes("kernel_shape", side, side),
        wholes("strides", 2, 2));
    return new Value(name, window.places(), window.places(), from.channels());
  }

  private Value relu(Value from, String block) throws IOException {
    String name = onnx.node("Relu", block + "/relu", List.of(from.name()));
    return from.named(name);
  }

  private Value fill(String name, Value from, int side, int channels) throws IOException {
    int places = side - from.height();
    int more = channels - from.channels();
    if (places == 0 && more == 0) {
      return from;
    }
    String pads = onnx.integers(name + "/pads", 0, 0, 0, 0, 0, more, places, places);
    String filled = onnx.node("Pad", name + "/filled", List.of(from.name(), pads));
    return new Value(filled, side, side, channels);
  }
}

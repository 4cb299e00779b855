package io.verilock.vkyc.importer;

import static io.verilock.vkyc.importer.OnnxAttribute.whole;
import static io.verilock.vkyc.importer.OnnxAttribute.wholes;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a TensorFlow.js graph model as ONNX: channels come first, the batch stays open, and only
 * what the wanted outputs depend on is taken over. An operation it does not know is an error.
 */
final class GraphModelImporter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What each operation of the graph becomes. */
  private final Map<String, Rule> rules =
      Map.ofEntries(
          entry("Add", this::add),
          entry("AddV2", this::add),
          entry("Conv2D", this::convolution),
          entry("DepthwiseConv2dNative", this::depthwiseConvolution),
          entry("Identity", node -> value(node.input(0))),
          entry("MaxPool", this::maxPool),
          entry("Maximum", this::clamp),
          entry("Mean", this::mean),
          entry("Minimum", this::clamp),
          entry("Mul", this::multiply),
          entry("Pad", this::padChannels),
          entry("Placeholder", this::input),
          entry("Prelu", node -> prelu(node, value(node.input(0)), node.input(1))),
          entry("Relu", this::clamp),
          entry("Reshape", this::flattenPlaces),
          entry("Sigmoid", node -> same(node, value(node.input(0)), "Sigmoid")),
          entry("_FusedConv2D", this::convolution));

  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Weights weights;
  private final OnnxWriter onnx;

  private GraphModelImporter(JsonNode model, byte[] data, String graph) throws IOException {
    for (JsonNode json : model.path("modelTopology").path("node")) {
      GraphNode node = GraphNode.of(json);
      nodes.put(node.name(), node);
    }
    weights = Weights.read(model.path("weightsManifest"), data);
    onnx = new OnnxWriter(graph);
  }

  /**
   * Rewrites a model.
   *
   * @param model the bytes of {@code model.json}
   * @param data the bytes of its weight file
   * @param graph name given to the network
   * @param outputs name of each wanted output by the node it is read from, in the order wanted
   */
  static byte[] toOnnx(byte[] model, byte[] data, String graph, Map<String, String> outputs)
      throws IOException {
    GraphModelImporter importer = new GraphModelImporter(JSON.readTree(model), data, graph);
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      Value value = importer.value(output.getKey());
      importer.onnx.node("Identity", output.getValue(), List.of(value.name()));
      importer.onnx.output(output.getValue(), value.onnxShape());
    }
    return importer.onnx.toBytes();
  }

  private Value value(String name) throws IOException {
    Value known = values.get(name);
    if (known != null) {
      return known;
    }
    GraphNode node = nodes.get(name);
    if (node == null) {
      throw new ImportException("node %s is missing".formatted(name));
    }
    Rule rule = rules.get(node.op());
    if (rule == null) {
      throw node.error("is an operation the importer does not know");
    }
    Value value = rule.apply(node);
    values.put(name, value);
    return value;
  }

  private Value input(GraphNode node) throws IOException {
    List<Integer> shape = node.shape();
    if (shape.size() != 4) {
      throw node.error("has shape %s, not batch, height, width, channels".formatted(shape));
    }
    Value value = new Value("input", shape.get(1), shape.get(2), shape.get(3));
    onnx.input(value.name(), value.onnxShape());
    return value;
  }

  private Value convolution(GraphNode node) throws IOException {
    Weight filter = weights.get(node.input(1));
    Value from = value(node.input(0));
    int channels = filter.side(3);
    String kernel =
        onnx.floats(
            filter.name(),
            filter.transposed(3, 2, 0, 1),
            channels,
            filter.side(2),
            filter.side(0),
            filter.side(1));
    List<String> fused = node.texts("fused_ops");
    boolean biased = !fused.isEmpty() && fused.get(0).equals("BiasAdd");
    List<String> inputs =
        biased
            ? List.of(from.name(), kernel, vector(weights.get(node.input(2)), channels))
            : List.of(from.name(), kernel);
    List<String> activation = biased ? fused.subList(1, fused.size()) : fused;
    String name = activation.isEmpty() ? node.name() : node.name() + "/linear";
    Value linear = slide(node, name, "Conv", from, inputs, filter, channels, 1);
    if (activation.isEmpty()) {
      return linear;
    }
    return switch (activation.get(0)) {
      case "Relu" -> same(node, linear, "Relu");
      case "Prelu" -> prelu(node, linear, node.input(3));
      default -> throw node.error("fuses the unknown operation " + activation.get(0));
    };
  }

  private Value depthwiseConvolution(GraphNode node) throws IOException {
    Weight filter = weights.get(node.input(1));
    Value from = value(node.input(0));
    int channels = filter.side(2) * filter.side(3);
    String kernel =
        onnx.floats(
            filter.name(),
            filter.transposed(2, 3, 0, 1),
            channels,
            1,
            filter.side(0),
            filter.side(1));
    List<String> inputs = List.of(from.name(), kernel);
    return slide(node, node.name(), "Conv", from, inputs, filter, channels, filter.side(2));
  }

  private Value slide(
      GraphNode node,
      String name,
      String op,
      Value from,
      List<String> inputs,
      Weight filter,
      int channels,
      int groups)
      throws IOException {
    if (!Arrays.equals(node.heightAndWidth("dilations"), new int[] {1, 1})) {
      throw node.error("is dilated");
    }
    Windows windows = Windows.of(node, from, filter.side(0), filter.side(1));
    onnx.node(op, name, inputs, windows.with(whole("group", groups)));
    return windows.result(name, channels);
  }

  private Value maxPool(GraphNode node) throws IOException {
    Value from = value(node.input(0));
    int[] kernel = node.heightAndWidth("ksize");
    Windows windows = Windows.of(node, from, kernel[0], kernel[1]);
    onnx.node("MaxPool", node.name(), List.of(from.name()), windows.with());
    return windows.result(node.name(), from.channels());
  }

  private Value add(GraphNode node) throws IOException {
    return combine(node, "Add");
  }

  private Value multiply(GraphNode node) throws IOException {
    return combine(node, "Mul");
  }

  private Value combine(GraphNode node, String op) throws IOException {
    Value left = value(node.input(0));
    String right =
        weights.contains(node.input(1))
            ? perChannel(weights.get(node.input(1)), left.channels())
            : value(node.input(1)).name();
    onnx.node(op, node.name(), List.of(left.name(), right));
    return left.named(node.name());
  }

  /** Relu, Minimum and Maximum in a row keep a value within bounds: one operation does. */
  private Value clamp(GraphNode node) throws IOException {
    float low = Float.NEGATIVE_INFINITY;
    float high = Float.POSITIVE_INFINITY;
    GraphNode bound = node;
    String from = node.name();
    while (bound != null && List.of("Relu", "Minimum", "Maximum").contains(bound.op())) {
      switch (bound.op()) {
        case "Relu" -> low = Math.max(low, 0);
        case "Minimum" -> high = Math.min(high, weights.get(bound.input(1)).scalar());
        default -> low = Math.max(low, weights.get(bound.input(1)).scalar());
      }
      from = bound.input(0);
      bound = nodes.get(from);
    }
    if (low >= high) {
      throw node.error("keeps nothing between %s and %s".formatted(low, high));
    }
    Value value = value(from);
    if (low == 0 && high == Float.POSITIVE_INFINITY) {
      return same(node, value, "Relu");
    }
    String lowest = onnx.floats(node.name() + "/low", new float[] {low});
    String highest = onnx.floats(node.name() + "/high", new float[] {high});
    onnx.node("Clip", node.name(), List.of(value.name(), lowest, highest));
    return value.named(node.name());
  }

  private Value prelu(GraphNode node, Value from, String alpha) throws IOException {
    String slope = perChannel(weights.get(alpha), from.channels());
    onnx.node("PRelu", node.name(), List.of(from.name(), slope));
    return from.named(node.name());
  }

  private Value padChannels(GraphNode node) throws IOException {
    Value from = value(node.input(0));
    int[] pads = weights.get(node.input(1)).integers();
    int more = pads[pads.length - 1];
    if (pads.length != 8 || Arrays.stream(pads).sum() != more) {
      throw node.error("pads something else than the end of the channels");
    }
    String padding = onnx.integers(node.name() + "/pads", 0, 0, 0, 0, 0, more, 0, 0);
    onnx.node("Pad", node.name(), List.of(from.name(), padding));
    return new Value(node.name(), from.height(), from.width(), from.channels() + more);
  }

  private Value mean(GraphNode node) throws IOException {
    Value from = value(node.input(0));
    if (!Arrays.equals(weights.get(node.input(1)).integers(), new int[] {1, 2})) {
      throw node.error("is not over height and width");
    }
    onnx.node("GlobalAveragePool", node.name() + "/pool", List.of(from.name()));
    onnx.node("Flatten", node.name(), List.of(node.name() + "/pool"));
    return Value.vector(node.name(), from.channels());
  }

  /** Makes {@code [places, numbers of a place]}, or {@code [numbers]}, of a map, row by row. */
  private Value flattenPlaces(GraphNode node) throws IOException {
    Value from = value(node.input(0));
    int[] shape = weights.get(node.input(1)).integers();
    String rows = from.name();
    if (from.height() * from.width() > 1) {
      rows = node.name() + "/rows";
      onnx.node("Transpose", rows, List.of(from.name()), wholes("perm", 0, 2, 3, 1));
    }
    int count = from.height() * from.width() * from.channels();
    int[] sides = Arrays.copyOfRange(shape, 1, shape.length);
    if (sides.length < 1
        || sides.length > 2
        || Arrays.stream(sides).reduce(1, Math::multiplyExact) != count) {
      throw node.error("makes %s of %d numbers".formatted(Arrays.toString(shape), count));
    }
    int[] target = shape.clone();
    target[0] = 0; // keeps the batch as it is; some files say 1 here
    String targetName = onnx.integers(node.name() + "/shape", target);
    onnx.node("Reshape", node.name(), List.of(rows, targetName));
    return sides.length == 1
        ? Value.vector(node.name(), count)
        : Value.list(node.name(), sides[0], sides[1]);
  }

  private Value same(GraphNode node, Value from, String op) throws IOException {
    onnx.node(op, node.name(), List.of(from.name()));
    return from.named(node.name());
  }

  private String vector(Weight weight, int length) throws IOException {
    if (weight.values().length != length) {
      throw new ImportException(
          "weight %s has %d numbers, not %d"
              .formatted(weight.name(), weight.values().length, length));
    }
    return onnx.floats(weight.name(), weight.values(), length);
  }

  private String perChannel(Weight weight, int channels) throws IOException {
    if (weight.values().length != channels) {
      throw new ImportException(
          "weight %s has %d numbers for %d channels"
              .formatted(weight.name(), weight.values().length, channels));
    }
    return onnx.floats(weight.name(), weight.values(), channels, 1, 1);
  }

  /** Adds what a node becomes. */
  private interface Rule {
    Value apply(GraphNode node) throws IOException;
  }
}

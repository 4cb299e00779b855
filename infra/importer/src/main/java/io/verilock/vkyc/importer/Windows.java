package io.verilock.vkyc.importer;

import static io.verilock.vkyc.importer.OnnxAttribute.wholes;

/** How a convolution or pooling slides over a map. */
@SuppressWarnings("ArrayRecordComponent") // used at once, never compared
record Windows(int[] kernel, int[] strides, Window rows, Window columns) {
  /** Reads padding and strides of a node; padding becomes explicit, since the size is known. */
  static Windows of(GraphNode node, Value from, int kernelHeight, int kernelWidth)
      throws ImportException {
    if (!node.text("data_format").equals("NHWC")) {
      throw node.error("has data format " + node.text("data_format"));
    }
    int[] strides = node.heightAndWidth("strides");
    int[] kernel = {kernelHeight, kernelWidth};
    return switch (node.text("padding")) {
      case "SAME" ->
          new Windows(
              kernel,
              strides,
              Window.same(from.height(), kernelHeight, strides[0]),
              Window.same(from.width(), kernelWidth, strides[1]));
      case "VALID" -> valid(from, kernelHeight, strides[0], kernelWidth, strides[1]);
      default -> throw node.error("has padding " + node.text("padding"));
    };
  }

  /** The ONNX attributes, with others behind. */
  OnnxAttribute[] with(OnnxAttribute... others) {
    OnnxAttribute[] all = new OnnxAttribute[3 + others.length];
    all[0] = wholes("kernel_shape", kernel);
    all[1] = wholes("strides", strides);
    all[2] = wholes("pads", rows.before(), columns.before(), rows.after(), columns.after());
    System.arraycopy(others, 0, all, 3, others.length);
    return all;
  }

  Value result(String name, int channels) {
    return new Value(name, rows.places(), columns.places(), channels);
  }

  private static Windows valid(
      Value from, int kernelHeight, int strideDown, int kernelWidth, int strideRight) {
    return new Windows(
        new int[] {kernelHeight, kernelWidth},
        new int[] {strideDown, strideRight},
        Window.valid(from.height(), kernelHeight, strideDown),
        Window.valid(from.width(), kernelWidth, strideRight));
  }
}

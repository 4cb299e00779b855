package io.verilock.vkyc.importer;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one network as an ONNX file. What is added first is written first, so the same calls give
 * the same bytes; the numbers of the protobuf fields are those of {@code onnx.proto}.
 */
final class OnnxWriter {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  /** The name of the first dimension of every input and output. */
  private static final String BATCH = "batch";

  private final String graph;
  private final List<ByteString> nodes = new ArrayList<>();
  private final List<ByteString> constants = new ArrayList<>();
  private final Set<String> constantNames = new LinkedHashSet<>();
  private final List<ByteString> inputs = new ArrayList<>();
  private final List<ByteString> outputs = new ArrayList<>();

  OnnxWriter(String graph) {
    this.graph = graph;
  }

  /** Declares an input of floats; {@code shape} is without the batch. */
  String input(String name, int... shape) throws IOException {
    inputs.add(valueInfo(name, shape));
    return name;
  }

  /** Declares an output of floats; {@code shape} is without the batch. */
  void output(String name, int... shape) throws IOException {
    outputs.add(valueInfo(name, shape));
  }

  /** Adds a constant, or finds that it is there already. */
  String floats(String name, float[] values, int... shape) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return constant(name, FLOAT, bytes.array(), shape);
  }

  /** Adds a list of whole numbers, or finds that it is there already. */
  String integers(String name, int... values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putLong(value);
    }
    return constant(name, INT64, bytes.array(), values.length);
  }

  /** Adds an operation with one output, named as the node; an empty input name leaves it out. */
  String node(String op, String name, List<String> from, OnnxAttribute... attributes)
      throws IOException {
    nodes.add(
        message(
            out -> {
              for (String input : from) {
                out.writeString(1, input);
              }
              out.writeString(2, name);
              out.writeString(3, name);
              out.writeString(4, op);
              for (OnnxAttribute attribute : attributes) {
                out.writeBytes(5, message(attribute::write));
              }
            }));
    return name;
  }

  byte[] toBytes() throws IOException {
    ByteString graphMessage =
        message(
            out -> {
              writeAll(out, 1, nodes);
              out.writeString(2, graph);
              writeAll(out, 5, constants);
              writeAll(out, 11, inputs);
              writeAll(out, 12, outputs);
            });
    ByteString operators =
        message(
            out -> {
              out.writeString(1, "");
              out.writeInt64(2, OPERATOR_SET);
            });
    return message(
            out -> {
              out.writeInt64(1, IR_VERSION);
              out.writeString(2, "verilock-vkyc");
              out.writeBytes(7, graphMessage);
              out.writeBytes(8, operators);
            })
        .toByteArray();
  }

  private String constant(String name, int type, byte[] bytes, int... shape) throws IOException {
    if (constantNames.add(name)) {
      constants.add(
          message(
              out -> {
                for (int side : shape) {
                  out.writeInt64(1, side);
                }
                out.writeInt32(2, type);
                out.writeString(8, name);
                out.writeByteArray(9, bytes);
              }));
    }
    return name;
  }

  private static ByteString valueInfo(String name, int... shape) throws IOException {
    ByteString dimensions =
        message(
            out -> {
              out.writeBytes(1, message(batch -> batch.writeString(2, BATCH)));
              for (int side : shape) {
                out.writeBytes(1, message(dimension -> dimension.writeInt64(1, side)));
              }
            });
    ByteString tensor =
        message(
            out -> {
              out.writeInt32(1, FLOAT);
              out.writeBytes(2, dimensions);
            });
    return message(
        out -> {
          out.writeString(1, name);
          out.writeBytes(2, message(type -> type.writeBytes(1, tensor)));
        });
  }

  private static void writeAll(CodedOutputStream out, int field, List<ByteString> messages)
      throws IOException {
    for (ByteString message : messages) {
      out.writeBytes(field, message);
    }
  }

  private static ByteString message(Fields fields) throws IOException {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteString();
  }

  /** Writes the fields of one message. */
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }
}

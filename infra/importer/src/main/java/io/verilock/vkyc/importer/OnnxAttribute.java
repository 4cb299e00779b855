package io.verilock.vkyc.importer;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** A named setting of an ONNX node. */
sealed interface OnnxAttribute {
  String name();

  /** Writes the fields of an AttributeProto. */
  void write(CodedOutputStream out) throws IOException;

  static OnnxAttribute wholes(String name, int... values) {
    return new Integers(name, values);
  }

  static OnnxAttribute whole(String name, int value) {
    return new Whole(name, value);
  }

  /** One whole number. */
  record Whole(String name, int value) implements OnnxAttribute {
    private static final int TYPE = 2;

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeString(1, name);
      out.writeInt64(3, value);
      out.writeInt32(20, TYPE);
    }
  }

  /** Several whole numbers. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Integers(String name, int[] values) implements OnnxAttribute {
    private static final int TYPE = 7;

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeString(1, name);
      for (int value : values) {
        out.writeInt64(8, value);
      }
      out.writeInt32(20, TYPE);
    }
  }
}

package io.verilock.vkyc.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a TensorFlow.js network: a manifest says name, shape, type and quantisation, a
 * binary file holds the numbers one after the other.
 */
final class Weights {
  private final Map<String, Weight> byName;

  private Weights(Map<String, Weight> byName) {
    this.byName = byName;
  }

  /**
   * Decodes every weight.
   *
   * @param manifest the groups of a weights manifest, each with {@code weights}
   * @param data the bytes of all groups, in the manifest's order
   */
  static Weights read(JsonNode manifest, byte[] data) throws ImportException {
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Weight> byName = new LinkedHashMap<>();
    for (JsonNode group : manifest) {
      for (JsonNode entry : group.path("weights")) {
        Weight weight = read(entry, bytes);
        byName.put(weight.name(), weight);
      }
    }
    if (bytes.hasRemaining()) {
      throw new ImportException(
          "%d bytes of weights are in no manifest entry".formatted(bytes.remaining()));
    }
    return new Weights(byName);
  }

  boolean contains(String name) {
    return byName.containsKey(name);
  }

  Weight get(String name) throws ImportException {
    Weight weight = byName.get(name);
    if (weight == null) {
      throw new ImportException("weight %s is missing".formatted(name));
    }
    return weight;
  }

  private static Weight read(JsonNode entry, ByteBuffer bytes) throws ImportException {
    String name = entry.path("name").asText();
    List<Integer> shape = new ArrayList<>();
    long length = 1;
    for (JsonNode side : entry.path("shape")) {
      shape.add(side.asInt());
      length *= side.asInt();
    }
    JsonNode quantization = entry.path("quantization");
    String stored = quantization.path("dtype").asText(entry.path("dtype").asText());
    int width =
        switch (stored) {
          case "float32", "int32" -> 4;
          case "float16" -> 2;
          case "uint8" -> 1;
          default -> throw new ImportException("weight %s is stored as %s".formatted(name, stored));
        };
    if (length < 0 || length * width > bytes.remaining()) {
      throw new ImportException(
          "weight %s of shape %s needs %d bytes, %d are left"
              .formatted(name, shape, length * width, bytes.remaining()));
    }
    float[] values = new float[(int) length];
    // Multiplied in double and rounded once, as the library does.
    double scale = quantization.path("scale").asDouble(1);
    double min = quantization.path("min").asDouble(0);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (stored) {
            case "float32" -> bytes.getFloat();
            case "int32" -> bytes.getInt();
            case "float16" -> halfToFloat(bytes.getShort());
            default -> (float) ((bytes.get() & 0xff) * scale + min);
          };
    }
    return new Weight(name, List.copyOf(shape), values);
  }

  /** The value of an IEEE 754 half (the JDK has this from version 20 on). */
  static float halfToFloat(short half) {
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return half < 0 ? -magnitude : magnitude;
  }
}

package io.verilock.vkyc.importer;

/**
 * What a node gives, without the batch: a map of {@code height * width} places with {@code
 * channels} numbers each, a list ({@code width} 0) or a vector ({@code height} and {@code width}
 * 0).
 */
record Value(String name, int height, int width, int channels) {
  static Value list(String name, int length, int channels) {
    return new Value(name, length, 0, channels);
  }

  static Value vector(String name, int length) {
    return new Value(name, 0, 0, length);
  }

  Value named(String other) {
    return new Value(other, height, width, channels);
  }

  /** Channels come first in a map. */
  int[] onnxShape() {
    if (width > 0) {
      return new int[] {channels, height, width};
    }
    return height > 0 ? new int[] {height, channels} : new int[] {channels};
  }
}

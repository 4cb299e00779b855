package io.verilock.vkyc.importer;

import java.util.Arrays;
import java.util.List;

/**
 * One named constant of a network.
 *
 * @param shape length of each dimension, empty for a scalar
 * @param values row by row; whole numbers are held as floats, exact below 2^24
 */
@SuppressWarnings("ArrayRecordComponent") // handed on without copying, never compared
record Weight(String name, List<Integer> shape, float[] values) {
  int side(int dimension) throws ImportException {
    if (dimension >= shape.size()) {
      throw new ImportException(
          "weight %s has shape %s and no dimension %d".formatted(name, shape, dimension));
    }
    return shape.get(dimension);
  }

  /** The values as whole numbers. */
  int[] integers() {
    int[] integers = new int[values.length];
    Arrays.setAll(integers, i -> Math.round(values[i]));
    return integers;
  }

  /** The only value of a scalar. */
  float scalar() throws ImportException {
    if (values.length != 1) {
      throw new ImportException("weight %s of shape %s is no scalar".formatted(name, shape));
    }
    return values[0];
  }

  /**
   * Moves dimensions: dimension {@code i} of the result is dimension {@code order[i]} of this one.
   */
  float[] transposed(int... order) {
    int dimensions = shape.size();
    int[] strides = new int[dimensions];
    for (int i = dimensions - 1, stride = 1; i >= 0; stride *= shape.get(i), i--) {
      strides[i] = stride;
    }
    float[] result = new float[values.length];
    int[] at = new int[dimensions];
    for (int to = 0; to < result.length; to++) {
      int from = 0;
      for (int i = 0; i < dimensions; i++) {
        from += at[i] * strides[order[i]];
      }
      result[to] = values[from];
      for (int i = dimensions - 1; i >= 0 && ++at[i] == shape.get(order[i]); i--) {
        at[i] = 0;
      }
    }
    return result;
  }
}

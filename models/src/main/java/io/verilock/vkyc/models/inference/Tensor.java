package io.verilock.vkyc.models.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Numbers for a network, or from one.
 *
 * @param data the numbers, row by row; a direct buffer in native order goes in without a copy
 * @param shape length of each dimension
 */
public record Tensor(FloatBuffer data, long... shape) {
  /** A tensor of zeros in a direct buffer. */
  public static Tensor zeros(long... shape) {
    long length = 1;
    for (long side : shape) {
      length *= side;
    }
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(length * Float.BYTES))
            .order(ByteOrder.nativeOrder());
    return new Tensor(bytes.asFloatBuffer(), shape);
  }
}

package io.verilock.vkyc.models.inference;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Input tensors of one network, used again from run to run: direct memory is dear to allocate and
 * given back only by the garbage collector. Holds as many tensors as runs were ever under way at
 * once. Safe for use by several threads.
 */
public final class TensorPool {
  private final Queue<Tensor> free = new ConcurrentLinkedQueue<>();

  /** A tensor of this shape; holds whatever its last user left in it. */
  public Tensor take(long... shape) {
    Tensor tensor = free.poll();
    return tensor != null && Arrays.equals(tensor.shape(), shape) ? tensor : Tensor.zeros(shape);
  }

  /** Hands a tensor back after the run that used it. */
  public void giveBack(Tensor tensor) {
    free.add(tensor);
  }
}

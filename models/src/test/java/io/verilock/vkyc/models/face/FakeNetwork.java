package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives what a test says, and counts how often it was asked. */
final class FakeNetwork implements Network {
  private final Function<Tensor, Map<String, Tensor>> answer;
  private int runs;

  FakeNetwork(Function<Tensor, Map<String, Tensor>> answer) {
    this.answer = answer;
  }

  static Tensor tensor(float... values) {
    return new Tensor(FloatBuffer.wrap(values), 1, values.length);
  }

  int runs() {
    return runs;
  }

  @Override
  public Map<String, Tensor> run(List<Tensor> inputs) {
    runs++;
    return answer.apply(inputs.get(0));
  }

  @Override
  public void close() {}
}

package io.verilock.vkyc.models.inference;

import java.util.List;
import java.util.Map;

/** A network with its weights, ready to run. Safe for use by several threads. */
public interface Network extends AutoCloseable {
  /**
   * Runs the network on float inputs in the graph's order; gives every output by its name.
   *
   * @throws InferenceException if the inputs do not fit or the runtime fails
   */
  Map<String, Tensor> run(List<Tensor> inputs);

  @Override
  void close();
}

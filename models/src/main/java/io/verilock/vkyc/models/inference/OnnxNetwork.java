package io.verilock.vkyc.models.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network in ONNX format, run by ONNX Runtime through DJL.
 *
 * <p>Runs DJL's block itself instead of a {@code Predictor}, which is not safe for several threads.
 * Native memory of a run belongs to one manager that is closed before the run returns.
 */
public final class OnnxNetwork implements Network {
  private final String name;
  private final Model model;
  private final Block block;
  private final List<String> inputNames;
  private final Map<String, Long> constants;

  private OnnxNetwork(String name, Model model, Map<String, Long> constants) {
    this.name = name;
    this.model = model;
    this.block = model.getBlock();
    this.inputNames = block.describeInput().keys();
    this.constants = Map.copyOf(constants);
    if (!inputNames.containsAll(constants.keySet())) {
      throw new IllegalArgumentException(
          "the network's inputs are %s, not %s".formatted(inputNames, constants.keySet()));
    }
  }

  /**
   * Loads a network whose inputs are all given with each run.
   *
   * @throws InferenceException if the file is missing or no network the runtime understands
   */
  public static OnnxNetwork load(Path file, InferenceSettings settings) {
    return load(file, settings, Map.of());
  }

  /**
   * Loads a network some of whose inputs are 64-bit whole numbers that never change, such as a
   * sample rate.
   *
   * @param constants the numbers by input name; a run then gives the other inputs only
   * @throws InferenceException if the file is missing or no network the runtime understands
   */
  public static OnnxNetwork load(
      Path file, InferenceSettings settings, Map<String, Long> constants) {
    // The engine must come before anything else that creates ONNX Runtime's environment: DJL sets
    // thread pools that can no longer be set afterwards.
    String name = file.getFileName().toString();
    Model model = Engine.getEngine("OnnxRuntime").newModel(name, Device.cpu());
    try {
      model.load(file, null, settings.engineOptions());
      return new OnnxNetwork(name, model, constants);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new InferenceException("network %s cannot be loaded".formatted(name), e);
    }
  }

  @Override
  public Map<String, Tensor> run(List<Tensor> inputs) {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      // Parameters live in the session: the store is an empty formality of DJL's.
      NDList outputs =
          block.forward(new ParameterStore(scope, false), arrays(inputs, scope), false);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (NDArray output : outputs) {
        tensors.put(
            output.getName(),
            new Tensor(FloatBuffer.wrap(output.toFloatArray()), output.getShape().getShape()));
      }
      return tensors;
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      throw new InferenceException("network %s cannot be run".formatted(name), e);
    }
  }

  /**
   * Memory for arrays that several runs with {@link #run(Map)} share; whoever asks for it closes
   * it.
   */
  public NDManager scope() {
    return model.getNDManager().newSubManager();
  }

  /**
   * Runs the network on arrays of any type, which may be outputs of another run.
   *
   * @param inputs an array for every input of the graph, by name
   * @return the outputs by name, in memory of the same scope as the graph's first input
   * @throws InferenceException if the inputs do not fit or the runtime fails
   */
  public Map<String, NDArray> run(Map<String, NDArray> inputs) {
    NDList arrays = new NDList(inputNames.size());
    for (String input : inputNames) {
      arrays.add(Objects.requireNonNull(inputs.get(input), input));
    }
    try {
      NDManager memory = arrays.head().getManager();
      Map<String, NDArray> outputs = new LinkedHashMap<>();
      for (NDArray output : block.forward(new ParameterStore(memory, false), arrays, false)) {
        outputs.put(output.getName(), output);
      }
      return outputs;
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      throw new InferenceException("network %s cannot be run".formatted(name), e);
    }
  }

  private NDList arrays(List<Tensor> inputs, NDManager scope) {
    if (inputs.size() + constants.size() != inputNames.size()) {
      throw new IllegalArgumentException(
          "the network takes %d inputs %s, %d of them constant, not %d more"
              .formatted(inputNames.size(), inputNames, constants.size(), inputs.size()));
    }
    Iterator<Tensor> next = inputs.iterator();
    List<NDArray> arrays = new ArrayList<>(inputNames.size());
    for (String name : inputNames) {
      Long constant = constants.get(name);
      arrays.add(constant == null ? array(next.next(), scope) : scalar(constant, scope));
    }
    return new NDList(arrays);
  }

  private static NDArray array(Tensor tensor, NDManager scope) {
    return scope.create(
        tensor.data().duplicate().rewind(), new Shape(tensor.shape()), DataType.FLOAT32);
  }

  private static NDArray scalar(long value, NDManager scope) {
    return scope.create(LongBuffer.wrap(new long[] {value}), new Shape(), DataType.INT64);
  }

  @Override
  public void close() {
    model.close();
  }
}

package io.verilock.vkyc.bench.analysis;

import ai.djl.engine.Engine;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.ModelFile;
import io.verilock.vkyc.models.pack.Pack;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackFiles;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.speech.SileroVad;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every network of a pack twice: as our path runs it, and by bare ONNX Runtime. */
final class PackNetworks implements AutoCloseable {
  /** Where a network takes pictures of any size: the detector's first look. */
  private static final long SIDE = 320;

  private final List<Twin> twins = new ArrayList<>();

  PackNetworks(Pack pack) throws PackException, OrtException {
    PackFiles files =
        PackLocator.standard().locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
    // DJL's engine must be there before anything else makes ONNX Runtime's environment.
    Engine.getEngine("OnnxRuntime");
    for (ModelFile file : pack.manifest().files()) {
      twins.add(new Twin(file.task(), files.path(file.task())));
    }
  }

  List<Twin> twins() {
    return List.copyOf(twins);
  }

  @Override
  public void close() throws OrtException {
    for (Twin twin : twins) {
      twin.close();
    }
  }

  /** A network, and random numbers for it. */
  static final class Twin implements AutoCloseable {
    private final String task;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final OnnxNetwork network;
    private final Map<String, Tensor> inputs = new HashMap<>();
    private final List<Tensor> inOrder = new ArrayList<>();
    private final Map<String, Long> constants = new HashMap<>();

    Twin(String task, Path file) throws OrtException {
      this.task = task;
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
      Random random = new Random(1);
      for (NodeInfo input : session.getInputInfo().values()) {
        TensorInfo info = (TensorInfo) input.getInfo();
        if (info.type == OnnxJavaType.INT64) {
          constants.put(input.getName(), SileroVad.CONSTANTS.get(input.getName()));
        } else {
          Tensor tensor = random(shape(input.getName(), info.getShape()), random);
          inputs.put(input.getName(), tensor);
          inOrder.add(tensor);
        }
      }
      network = OnnxNetwork.load(file, InferenceSettings.DEFAULT, constants);
    }

    String task() {
      return task;
    }

    /** Runs it as the program does. */
    void ours() {
      network.run(inOrder);
    }

    /** Runs it without anything of ours, and looks at what comes out. */
    void bare() throws OrtException {
      Map<String, OnnxTensor> tensors = new HashMap<>();
      try {
        for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
          Tensor tensor = input.getValue();
          tensors.put(
              input.getKey(), OnnxTensor.createTensor(environment, tensor.data(), tensor.shape()));
        }
        for (Map.Entry<String, Long> constant : constants.entrySet()) {
          tensors.put(
              constant.getKey(),
              OnnxTensor.createTensor(
                  environment, LongBuffer.wrap(new long[] {constant.getValue()}), new long[0]));
        }
        try (OrtSession.Result outputs = session.run(tensors)) {
          for (Map.Entry<String, OnnxValue> output : outputs) {
            ((OnnxTensor) output.getValue()).getFloatBuffer().get();
          }
        }
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    }

    @Override
    public void close() throws OrtException {
      network.close();
      session.close();
    }

    private static long[] shape(String input, long[] declared) {
      if (input.equals("state")) {
        return new long[] {2, 1, 128};
      }
      if (declared.length == 2) {
        return new long[] {1, 576};
      }
      long[] shape = declared.clone();
      for (int i = 0; i < shape.length; i++) {
        if (shape[i] <= 0) {
          shape[i] = i == 0 ? 1 : SIDE;
        }
      }
      return shape;
    }

    private static Tensor random(long[] shape, Random random) {
      Tensor tensor = Tensor.zeros(shape);
      for (int i = 0; i < tensor.data().capacity(); i++) {
        tensor.data().put(i, random.nextFloat());
      }
      return tensor;
    }
  }
}

package io.verilock.vkyc.models.speech;

import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Silero's voice activity detector. Its state is the recurrent network's 256 numbers, then the last
 * 64 samples heard, without which the network takes speech for silence.
 */
public final class SileroVad implements VoiceActivityDetector {
  /** The network's input that never changes, for loading it. */
  public static final Map<String, Long> CONSTANTS = Map.of("sr", 16_000L);

  private static final int MEMORY = 2 * 128;
  private static final int CONTEXT = 64;
  private static final float FULL_SCALE = 32_768f;

  private final Network network;

  /** Uses a network loaded with {@link #CONSTANTS}. */
  public SileroVad(Network network) {
    this.network = network;
  }

  @Override
  public int stateLength() {
    return MEMORY + CONTEXT;
  }

  @Override
  public float[] probabilities(short[] samples, float[] state) {
    if (state.length != stateLength()) {
      throw new IllegalArgumentException(
          "the state has %d numbers, not %d".formatted(stateLength(), state.length));
    }
    Tensor input = Tensor.zeros(1, CONTEXT + WINDOW);
    Tensor memory = Tensor.zeros(2, 1, 128);
    memory.data().put(0, state, 0, MEMORY);
    float[] heard = new float[CONTEXT + WINDOW];
    System.arraycopy(state, MEMORY, heard, 0, CONTEXT);

    float[] probabilities = new float[samples.length / WINDOW];
    for (int window = 0; window < probabilities.length; window++) {
      for (int i = 0; i < WINDOW; i++) {
        heard[CONTEXT + i] = samples[window * WINDOW + i] / FULL_SCALE;
      }
      input.data().put(0, heard);
      Map<String, Tensor> outputs = network.run(List.of(input, memory));
      probabilities[window] = outputs.get("output").data().get(0);
      FloatBuffer remembered = outputs.get("stateN").data();
      memory.data().put(0, remembered, 0, MEMORY);
      System.arraycopy(heard, WINDOW, heard, 0, CONTEXT);
    }
    memory.data().get(0, state, 0, MEMORY);
    System.arraycopy(heard, 0, state, MEMORY, CONTEXT);
    return probabilities;
  }
}

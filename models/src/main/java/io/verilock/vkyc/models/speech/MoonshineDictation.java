package io.verilock.vkyc.models.speech;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * English dictation by a Moonshine network (Jeffries et al., "Moonshine: Speech Recognition for
 * Live Transcription and Voice Commands", 2024): an encoder of the sound, and a decoder that gives
 * one token after the other, each time the likeliest.
 */
public final class MoonshineDictation implements Dictation {
  private static final int START = 1;
  private static final int END = 2;

  /** Nobody says more; a network that does has lost the thread. */
  private static final double TOKENS_PER_SECOND = 6.5;

  private static final double RATE = 16_000;

  /** Shorter sound holds no word, and the encoder refuses it. */
  private static final int SHORTEST = 1_600;

  private final OnnxNetwork encoder;
  private final OnnxNetwork decoder;
  private final Vocabulary vocabulary;
  private final Size size;

  /**
   * A dictation.
   *
   * @param vocabulary file of the pieces that tokens stand for
   * @throws IOException if that file cannot be read
   */
  public MoonshineDictation(OnnxNetwork encoder, OnnxNetwork decoder, Path vocabulary, Size size)
      throws IOException {
    this.encoder = encoder;
    this.decoder = decoder;
    this.vocabulary = Vocabulary.read(vocabulary);
    this.size = size;
  }

  /**
   * The measures of a decoder.
   *
   * @param layers layers with attention
   * @param heads heads of each
   * @param width numbers of a head
   */
  public record Size(int layers, int heads, int width) {
    public static final Size TINY = new Size(6, 8, 36);
    public static final Size BASE = new Size(8, 8, 52);
  }

  @Override
  public Set<String> languages() {
    return Set.of("en");
  }

  @Override
  public Dictated dictate(short[] samples, String language) {
    if (samples.length < SHORTEST) {
      return new Dictated("", 0);
    }
    float[] sound = Loudness.levelled(samples);
    try (NDManager scope = decoder.scope()) {
      NDArray input = scope.create(FloatBuffer.wrap(sound), new Shape(1, sound.length));
      NDArray heard = encoder.run(Map.of("input_values", input)).get("last_hidden_state");
      return decode(heard, (int) (samples.length / RATE * TOKENS_PER_SECOND), scope);
    }
  }

  private Dictated decode(NDArray heard, int mostTokens, NDManager scope) {
    WrittenTokens written = new WrittenTokens();
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    inputs.put("encoder_hidden_states", heard);
    noMemory(inputs, scope);
    int token = START;
    while (written.size() < mostTokens) {
      boolean first = written.size() == 0;
      try (NDManager step = scope.newSubManager()) {
        inputs.put("input_ids", step.create(new long[] {token}, new Shape(1, 1)));
        inputs.put("use_cache_branch", step.create(new boolean[] {!first}));
        Map<String, NDArray> outputs = decoder.run(inputs);
        float[] logits = outputs.get("logits").toFloatArray();
        TokenChoice choice = TokenChoice.of(logits, logits.length);
        remember(outputs, inputs, first, scope);
        token = choice.token();
        if (token == END) {
          written.end(choice);
          break;
        }
        written.add(choice);
      }
      if (written.cutRepetition()) {
        break;
      }
    }
    return new Dictated(vocabulary.text(written.tokens()), written.confidence());
  }

  private void noMemory(Map<String, NDArray> inputs, NDManager scope) {
    for (int layer = 0; layer < size.layers(); layer++) {
      for (String of : List.of("decoder.key", "decoder.value", "encoder.key", "encoder.value")) {
        inputs.put(
            "past_key_values.%d.%s".formatted(layer, of),
            scope.create(FloatBuffer.allocate(0), new Shape(0, size.heads(), 1, size.width())));
      }
    }
  }

  /** What the decoder gave to be given again; of the encoder's part only the first time. */
  private static void remember(
      Map<String, NDArray> outputs, Map<String, NDArray> inputs, boolean first, NDManager scope) {
    outputs.forEach(
        (name, output) -> {
          if (name.startsWith("present.") && (first || name.contains(".decoder."))) {
            output.attach(scope);
            inputs.put(name.replace("present.", "past_key_values."), output).close();
          }
        });
  }
}

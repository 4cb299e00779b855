package io.verilock.vkyc.models.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A network in the ggml format of whisper.cpp that hears nothing and says what it was made to: a
 * first word by the language it is told, a second one, and the end. What is said where is in the
 * decoder's positional embedding, and the language comes to the first word by an attention that
 * looks at all places alike.
 *
 * @param multilingual whether it knows other languages than English
 * @param second what it says after "hello" in German and "hola" in Spanish
 * @param sureness times the logits; 10 is sure, 2 is not
 * @param hears what it says to hear before it is told the language
 */
public record ScriptedWhisper(boolean multilingual, String second, float sureness, Hears hears) {
  public static final ScriptedWhisper SURE =
      new ScriptedWhisper(true, " world", 10, Hears.SOMEBODY);

  /** What a network can say to hear. */
  public enum Hears {
    SOMEBODY,
    NOBODY,
    SPANISH
  }

  private static final int WIDTH = 16;
  private static final int INNER = 4 * WIDTH;
  private static final int HEARD = 1_500;
  private static final int WRITTEN = 448;
  private static final int MELS = 80;
  private static final int FREQUENCIES = 201;
  private static final int WORDS = 50_257;
  private static final int VOCABULARY = 51_865;
  private static final int BYTES = 4_000_000;
  private static final short HALF_ONE = 0x3C00;

  private static final int END = 50_257;
  private static final int GERMAN = 50_261;
  private static final int SPANISH = 50_262;
  private static final int NOBODY = 50_362;

  /** Tokens that have a dimension of their own, whose number is their place here. */
  private static final int[] TOKENS = {0, 1, 2, END, NOBODY, GERMAN, SPANISH};

  private static final int HELLO_DIMENSION = 0;
  private static final int HOLA_DIMENSION = 1;
  private static final int SECOND_DIMENSION = 2;
  private static final int END_DIMENSION = 3;
  private static final int NOBODY_DIMENSION = 4;
  private static final int GERMAN_DIMENSION = 5;
  private static final int SPANISH_DIMENSION = 6;

  /** Places of the second word's token and of the end's, after a prompt of four. */
  private static final int SECOND_PLACE = 4;

  private static final int END_PLACE = 5;
  private static final float LOUD = 100;

  /** Writes the file. */
  public Path write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int vocabulary = multilingual ? VOCABULARY : VOCABULARY - 1;
    bytes.putInt(0x67676d6c);
    for (int size : new int[] {vocabulary, HEARD, WIDTH, 1, 1, WRITTEN, WIDTH, 1, 1, MELS, 1}) {
      bytes.putInt(size);
    }
    bytes.putInt(MELS).putInt(FREQUENCIES);
    bytes.position(bytes.position() + MELS * FREQUENCIES * Float.BYTES);
    words(bytes);
    encoder(bytes);
    decoder(bytes, vocabulary);
    return Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private void words(ByteBuffer bytes) {
    bytes.putInt(WORDS);
    for (int i = 0; i < WORDS; i++) {
      String word =
          switch (i) {
            case 0 -> " hello";
            case 1 -> " hola";
            case 2 -> second;
            default -> "?";
          };
      byte[] text = word.getBytes(StandardCharsets.UTF_8);
      bytes.putInt(text.length).put(text);
    }
  }

  private static void encoder(ByteBuffer bytes) {
    floats(bytes, "encoder.positional_embedding", new float[HEARD * WIDTH], HEARD, WIDTH);
    halves(bytes, "encoder.conv1.weight", new float[WIDTH * MELS * 3], WIDTH, MELS, 3);
    floats(bytes, "encoder.conv1.bias", new float[WIDTH], WIDTH, 1);
    halves(bytes, "encoder.conv2.weight", new float[WIDTH * WIDTH * 3], WIDTH, WIDTH, 3);
    floats(bytes, "encoder.conv2.bias", new float[WIDTH], WIDTH, 1);
    norm(bytes, "encoder.ln_post", 1);
    attention(bytes, "encoder.blocks.0.attn", new float[WIDTH * WIDTH]);
    forward(bytes, "encoder.blocks.0");
  }

  private void decoder(ByteBuffer bytes, int vocabulary) {
    float[] places = new float[WRITTEN * WIDTH];
    places[SECOND_PLACE * WIDTH + SECOND_DIMENSION] = LOUD;
    places[END_PLACE * WIDTH + END_DIMENSION] = LOUD;
    places[NOBODY_DIMENSION] = hears == Hears.NOBODY ? LOUD : 0;
    places[SPANISH_DIMENSION] = hears == Hears.SPANISH ? LOUD : 0;
    floats(bytes, "decoder.positional_embedding", places, WRITTEN, WIDTH);
    float[] tokens = new float[vocabulary * WIDTH];
    for (int dimension = 0; dimension < TOKENS.length; dimension++) {
      tokens[TOKENS[dimension] * WIDTH + dimension] = 1;
    }
    halves(bytes, "decoder.token_embedding.weight", tokens, vocabulary, WIDTH);
    norm(bytes, "decoder.ln", sureness);
    float[] byLanguage = new float[WIDTH * WIDTH];
    byLanguage[HELLO_DIMENSION * WIDTH + GERMAN_DIMENSION] = 1;
    byLanguage[HOLA_DIMENSION * WIDTH + SPANISH_DIMENSION] = 1;
    attention(bytes, "decoder.blocks.0.attn", byLanguage);
    attention(bytes, "decoder.blocks.0.cross_attn", new float[WIDTH * WIDTH]);
    forward(bytes, "decoder.blocks.0");
  }

  private static void attention(ByteBuffer bytes, String name, float[] values) {
    float[] same = new float[WIDTH * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      same[i * WIDTH + i] = 1;
    }
    norm(bytes, name + "_ln", 1);
    halves(bytes, name + ".query.weight", new float[WIDTH * WIDTH], WIDTH, WIDTH);
    floats(bytes, name + ".query.bias", new float[WIDTH], WIDTH);
    halves(bytes, name + ".key.weight", new float[WIDTH * WIDTH], WIDTH, WIDTH);
    halves(bytes, name + ".value.weight", values, WIDTH, WIDTH);
    floats(bytes, name + ".value.bias", new float[WIDTH], WIDTH);
    halves(bytes, name + ".out.weight", same, WIDTH, WIDTH);
    floats(bytes, name + ".out.bias", new float[WIDTH], WIDTH);
  }

  private static void forward(ByteBuffer bytes, String block) {
    norm(bytes, block + ".mlp_ln", 1);
    halves(bytes, block + ".mlp.0.weight", new float[INNER * WIDTH], INNER, WIDTH);
    floats(bytes, block + ".mlp.0.bias", new float[INNER], INNER);
    halves(bytes, block + ".mlp.2.weight", new float[WIDTH * INNER], WIDTH, INNER);
    floats(bytes, block + ".mlp.2.bias", new float[WIDTH], WIDTH);
  }

  private static void norm(ByteBuffer bytes, String name, float weight) {
    float[] weights = new float[WIDTH];
    Arrays.fill(weights, weight);
    floats(bytes, name + ".weight", weights, WIDTH);
    floats(bytes, name + ".bias", new float[WIDTH], WIDTH);
  }

  private static void floats(ByteBuffer bytes, String name, float[] values, int... shape) {
    head(bytes, name, 0, shape);
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  /** Numbers of half the length, of which there are but 0 and 1. */
  private static void halves(ByteBuffer bytes, String name, float[] values, int... shape) {
    head(bytes, name, 1, shape);
    for (float value : values) {
      bytes.putShort(value == 0 ? 0 : HALF_ONE);
    }
  }

  private static void head(ByteBuffer bytes, String name, int type, int... shape) {
    bytes.putInt(shape.length).putInt(name.length()).putInt(type);
    for (int i = shape.length - 1; i >= 0; i--) {
      bytes.putInt(shape[i]);
    }
    bytes.put(name.getBytes(StandardCharsets.US_ASCII));
  }
}

package io.verilock.vkyc.models.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("media")
class SileroVadTest {
  private static final int FIVE_SECONDS = 156 * VoiceActivityDetector.WINDOW;

  private Network network;
  private SileroVad detector;

  @BeforeEach
  void load() {
    network =
        OnnxNetwork.load(
            SharedData.models().resolve("vad/silero_vad.onnx"),
            InferenceSettings.DEFAULT,
            SileroVad.CONSTANTS);
    detector = new SileroVad(network);
  }

  @AfterEach
  void close() {
    if (network != null) {
      network.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "leopard/test.wav, 182",
    "leopard/test_de.wav, 164",
    "leopard/test_es.wav, 270",
    "leopard/test_fr.wav, 208",
    "leopard/test_pt.wav, 138",
    "pocketsphinx_librivox/sense_and_sensibility_01_austen_64kb-0870.wav, 221",
    "speechbrain/spk1_snt1.wav, 89"
  })
  void hearsSpeechInMostOfARecordingOfSpeech(String file, int windows) {
    float[] probabilities =
        detector.probabilities(samples(SharedData.dev("speech/" + file)), state());

    System.out.printf(
        "%s: speech in %d of %d windows%n", file, speech(probabilities), probabilities.length);
    assertThat(probabilities).hasSize(windows);
    assertThat(speech(probabilities)).isGreaterThan(windows / 2);
  }

  @Test
  void hearsNoneInSilenceAndNoise() {
    Random random = new Random(1);
    short[] noise = new short[FIVE_SECONDS];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (3_000 * random.nextGaussian());
    }

    assertThat(speech(detector.probabilities(new short[FIVE_SECONDS], state()))).isZero();
    assertThat(speech(detector.probabilities(noise, state()))).isZero();
  }

  @Test
  void goesOnWhereThePieceBeforeEnded() {
    short[] samples = samples(SharedData.dev("speech/leopard/test.wav"));
    float[] whole = detector.probabilities(samples, state());

    float[] state = state();
    int cut = 70 * VoiceActivityDetector.WINDOW;
    float[] first = detector.probabilities(Arrays.copyOf(samples, cut), state);
    float[] second =
        detector.probabilities(Arrays.copyOfRange(samples, cut, samples.length), state);

    assertThat(first).containsExactly(Arrays.copyOf(whole, 70));
    assertThat(second).containsExactly(Arrays.copyOfRange(whole, 70, whole.length));
  }

  @Test
  void leavesARestShorterThanAWindowOut() {
    float[] state = state();

    assertThat(detector.probabilities(new short[511], state)).isEmpty();
    assertThat(state).containsOnly(0);
  }

  @Test
  void refusesAStateOfAnotherLength() {
    assertThat(detector.stateLength()).isEqualTo(320);
    assertThatThrownBy(() -> detector.probabilities(new short[512], new float[256]))
        .hasMessage("the state has 320 numbers, not 256");
  }

  private float[] state() {
    return new float[detector.stateLength()];
  }

  private static int speech(float[] probabilities) {
    int windows = 0;
    for (float probability : probabilities) {
      windows += probability > 0.5f ? 1 : 0;
    }
    return windows;
  }

  private static short[] samples(Path file) {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      short[] samples = new short[(int) audio.getFrameLength()];
      ByteBuffer.wrap(audio.readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}

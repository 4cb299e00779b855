package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.models.speech.Dictated;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.recordings.SoundFile;
import io.verilock.vkyc.testing.DevelopmentData;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** English dictation with the real network, fetched through npm. */
@Tag("media")
class MoonshineTest {
  private static LoadedModels models;
  private static Dictation dictation;

  @BeforeAll
  static void load() throws Exception {
    models =
        Packs.load(
            new ModelChoice("fallback", "moonshine-base"),
            InferenceSettings.DEFAULT,
            PackLocator.standard());
    dictation = models.dictation("en").orElseThrow();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @Test
  void resultsNameTheNetworks() {
    assertThat(models.versions().get("dictation_encoder"))
        .isEqualTo("moonshine-base/moonshine-base-encoder.onnx@1dd9ab0a7f98");
    assertThat(models.versions()).containsKeys("dictation_decoder", "dictation_vocabulary");
    assertThat(models.dictation("de")).isEmpty();
  }

  @Test
  void noTextIsMadeOfNoiseOrSilence() {
    Random random = new Random(7);
    short[] noise = new short[3 * 16_000];
    short[] hum = new short[3 * 16_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextGaussian() * 1_500);
      hum[i] = (short) (8_000 * Math.sin(i * 2 * Math.PI * 220 / 16_000));
    }

    assertThat(
            Stream.of(noise, hum, new short[16_000], new short[100])
                .map(sound -> dictation.dictate(sound, "en")))
        .allSatisfy(dictated -> assertThat(dictated.recognised()).as(dictated.text()).isFalse());
  }

  @Test
  void aSentenceIsWrittenDownTheSameOnEveryThread() throws Exception {
    short[] sentence = sound("speech/speechbrain/spk1_snt1.wav");
    Dictated alone = dictation.dictate(sentence, "en");
    assertThat(alone.text()).isEqualTo("The child almost hurt the small dog.");
    assertThat(alone.confidence()).isBetween(0.9, 1.0);

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Dictated> again = () -> dictation.dictate(sentence, "en");
      for (var dictated : threads.invokeAll(java.util.List.of(again, again, again))) {
        assertThat(dictated.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aWhisperIsHeard() throws Exception {
    short[] quiet = sound("speech/speechbrain/spk1_snt5.wav");
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (short) (quiet[i] / 64);
    }

    assertThat(dictation.dictate(quiet, "en").text())
        .isEqualTo("Sunday is the best part of the week.");
  }

  @Test
  void whatIsSaidInAnotherLanguageIsNotWrittenDown() throws Exception {
    for (String language : new String[] {"de", "es", "fr", "pt"}) {
      Dictated dictated =
          dictation.dictate(sound("speech/leopard/test_%s.wav".formatted(language)), "en");
      assertThat(dictated.recognised()).as(dictated.text()).isFalse();
    }
  }

  private static short[] sound(String path) throws Exception {
    return SoundFile.read(DevelopmentData.file(path));
  }
}

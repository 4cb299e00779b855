package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.models.speech.phrase.HeardWord;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import io.verilock.vkyc.models.speech.phrase.SphinxLibrary;
import io.verilock.vkyc.recordings.SoundFile;
import io.verilock.vkyc.testing.DevelopmentData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks of English phrases with the real library and the model fetched through npm. */
@Tag("media")
class PhraseTest {
  private static final String SAID = "Sunday is the best part of the week";
  private static final String SENTENCE = "speech/speechbrain/spk1_snt5.wav";
  private static final List<String> DECOYS = decoys();

  private static LoadedModels models;
  private static PhraseVerifier verifier;

  @BeforeAll
  static void load() throws Exception {
    assumeTrue(SphinxLibrary.find(SphinxLibrary.NAME).isPresent(), "libpocketsphinx3 is missing");
    models =
        Packs.load(
            new ModelChoice("fallback", "none"), InferenceSettings.DEFAULT, PackLocator.standard());
    verifier = models.phrases().orElseThrow();
  }

  @AfterAll
  static void close() {
    if (models != null) {
      models.close();
    }
  }

  @Test
  void resultsNameTheModels() {
    assertThat(verifier.languages()).contains("en", "fr");
    assertThat(models.versions().get("phrase_en")).startsWith("phrases-en/means@");
  }

  @Test
  void aPhraseThatIsSaidIsFoundWordByWord() throws Exception {
    PhraseVerdict verdict = verify(SAID, sentence());

    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.SAID);
    assertThat(verdict.words())
        .extracting(HeardWord::word)
        .containsExactly("sunday", "is", "the", "best", "part", "of", "the", "week");
    int end = 0;
    for (HeardWord word : verdict.words()) {
      assertThat(word.fromMs()).isGreaterThanOrEqualTo(end);
      end = word.toMs();
      assertThat(end).isGreaterThan(word.fromMs());
    }
    assertThat(end).isLessThanOrEqualTo(sentence().length / 16);
  }

  @Test
  void aWhisperIsHeard() throws Exception {
    short[] quiet = sentence();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (short) (quiet[i] / 64);
    }

    assertThat(verify(SAID, quiet).said()).isTrue();
  }

  @Test
  void anotherPhraseIsNotThePhrase() throws Exception {
    for (String other : DECOYS.subList(0, 5)) {
      PhraseVerdict verdict = verify(other, sentence());
      assertThat(verdict.outcome()).as(other + verdict).isEqualTo(Outcome.NOT_SAID);
    }
  }

  @Test
  void oneWordThatIsAnotherIsTold() throws Exception {
    for (String changed :
        List.of(
            "Sunday is the worst part of the week",
            "Sunday is the best part of the garden",
            "Elephant is the best part of the week")) {
      PhraseVerdict verdict = verify(changed, sentence());
      assertThat(verdict.outcome()).as(changed + verdict).isEqualTo(Outcome.NOT_SAID);
    }
  }

  @Test
  void theWordsInAnotherOrderAreNotThePhrase() throws Exception {
    for (String reordered :
        List.of("the week is the best part of Sunday", "the best part of the week Sunday is")) {
      PhraseVerdict verdict = verify(reordered, sentence());
      assertThat(verdict.outcome()).as(reordered + verdict).isEqualTo(Outcome.NOT_SAID);
    }
  }

  @Test
  void whatABetterPhraseExplainsIsNotThePhrase() throws Exception {
    List<String> decoys = new ArrayList<>(DECOYS);
    String close = "Sunday is the best part of a week";
    assertThat(verify(close, sentence()).lead()).isPositive();

    decoys.add(SAID);
    assertThat(verifier.verify("en", close, decoys, sentence()).lead()).isNegative();
  }

  @Test
  void nothingIsSaidInSilenceAndNoise() {
    Random random = new Random(7);
    short[] noise = new short[3 * 16_000];
    short[] hum = new short[3 * 16_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextGaussian() * 1_500);
      hum[i] = (short) (8_000 * Math.sin(i * 2 * Math.PI * 220 / 16_000));
    }
    for (short[] sound :
        List.of(
            noise, hum, new short[3 * 16_000], new short[5_000], new short[100], new short[0])) {
      PhraseVerdict verdict = verify(SAID, sound);
      assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.NOT_SAID);
      assertThat(verdict.outcome().reason()).isEqualTo("phrase_not_said");
    }
  }

  @Test
  void anUnknownWordIsNamed() {
    PhraseVerdict verdict = verify("the xqzzt is best", new short[16_000]);

    assertThat(verdict.outcome().reason()).isEqualTo("phrase_word_unknown");
    assertThat(verdict.unknown()).containsExactly("xqzzt");
  }

  @Test
  void aLanguageWithoutModelsIsNotAvailable() {
    PhraseVerdict verdict = verifier.verify("ja", SAID, DECOYS, new short[16_000]);

    assertThat(verdict.outcome().reason()).isEqualTo("phrase_check_not_available");
  }

  @Test
  void everyThreadFindsTheSame() throws Exception {
    short[] sentence = sentence();
    PhraseVerdict alone = verify(SAID, sentence);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<PhraseVerdict> again = () -> verify(SAID, sentence);
      for (var verdict : threads.invokeAll(List.of(again, again, again, again))) {
        assertThat(verdict.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static PhraseVerdict verify(String phrase, short[] sound) {
    return verifier.verify("en", phrase, DECOYS, sound);
  }

  private static short[] sentence() throws Exception {
    return SoundFile.read(DevelopmentData.file(SENTENCE));
  }

  private static List<String> decoys() {
    Random random = new Random(1);
    List<String> decoys =
        new ArrayList<>(
            drawn(
                random,
                List.of(
                    List.of("two", "three", "four", "seven", "ten"),
                    List.of("green", "blue", "small", "old", "happy"),
                    List.of("cats", "horses", "tigers", "rabbits", "elephants"),
                    List.of("sleep", "dance", "laugh", "jump", "work"),
                    List.of("at home", "at school", "in winter", "on Friday", "on Sunday"))));
    decoys.addAll(
        drawn(
            random,
            List.of(
                List.of("Sunday", "Monday", "Winter", "Elephant", "School"),
                List.of("is the"),
                List.of("best", "worst", "last", "green", "happy"),
                List.of("part of the"),
                List.of("week", "garden", "day", "house", "summer"))));
    decoys.removeIf(SAID::equals);
    return List.copyOf(decoys);
  }

  /** As a session's phrases are made: each part with each other. */
  private static List<String> drawn(Random random, List<List<String>> parts) {
    return Stream.generate(
            () ->
                parts.stream()
                    .map(part -> part.get(random.nextInt(part.size())))
                    .collect(Collectors.joining(" ")))
        .limit(40)
        .toList();
  }
}

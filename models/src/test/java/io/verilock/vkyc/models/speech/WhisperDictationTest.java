package io.verilock.vkyc.models.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.speech.ScriptedWhisper.Hears;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dictation by whisper.cpp with networks that say what they were made to. */
class WhisperDictationTest {
  private static final short[] SECOND = new short[16_000];

  @TempDir Path folder;
  private final WhisperLibrary library = WhisperLibrary.find(WhisperLibrary.NAME).orElseThrow();
  private final List<WhisperDictation> loaded = new ArrayList<>();

  @AfterEach
  void close() {
    loaded.forEach(WhisperDictation::close);
  }

  @Test
  void writesDownWhatTheNetworkSaysInTheLanguageItIsTold() throws Exception {
    WhisperDictation dictation = load(ScriptedWhisper.SURE);

    Dictated german = dictation.dictate(SECOND, "de");
    Dictated spanish = dictation.dictate(SECOND, "es");

    assertThat(german.text()).isEqualTo("hello world");
    assertThat(german.confidence()).isCloseTo(1, within(1e-6));
    assertThat(german.recognised()).isTrue();
    assertThat(spanish.text()).isEqualTo("hola world");
    assertThat(dictation.languages()).containsExactlyInAnyOrder("de", "es");
  }

  @Test
  void aNetworkThatIsNotSureHasNotRecognisedAnything() throws Exception {
    Dictated unsure =
        load(new ScriptedWhisper(true, " world", 2, Hears.SOMEBODY)).dictate(SECOND, "de");

    assertThat(unsure.text()).isEqualTo("hello world");
    assertThat(unsure.confidence()).isLessThan(0.2);
    assertThat(unsure.recognised()).isFalse();
  }

  @Test
  void nothingIsWrittenWhereTheNetworkHearsNobodyOrDescribesASound() throws Exception {
    assertThat(load(new ScriptedWhisper(true, " world", 10, Hears.NOBODY)).dictate(SECOND, "de"))
        .isEqualTo(new Dictated("", 0));
    assertThat(
            load(new ScriptedWhisper(true, " [Musik]", 10, Hears.SOMEBODY)).dictate(SECOND, "de"))
        .isEqualTo(new Dictated("", 0));
    assertThat(load(ScriptedWhisper.SURE).dictate(new short[1_000], "de").recognised()).isFalse();
  }

  @Test
  void whatIsSaidInAnotherLanguageThanTheSessionsIsNotWrittenDown() throws Exception {
    WhisperDictation dictation = load(new ScriptedWhisper(true, " world", 10, Hears.SPANISH));

    assertThat(dictation.dictate(SECOND, "de")).isEqualTo(new Dictated("", 0));
    assertThat(dictation.dictate(SECOND, "es").text()).isEqualTo("hola world");
  }

  @Test
  void aNetworkThatDoesNotComeToAnEndHasWrittenNothing() throws Exception {
    short[] tooShortForTwoWords = new short[1_600];

    assertThat(load(ScriptedWhisper.SURE).dictate(tooShortForTwoWords, "de"))
        .isEqualTo(new Dictated("", 0));
  }

  @Test
  void saysTheSameOnEveryThreadOneAfterTheOther() throws Exception {
    WhisperDictation dictation = load(ScriptedWhisper.SURE);
    Callable<String> german = () -> dictation.dictate(SECOND, "de").text();
    Callable<String> spanish = () -> dictation.dictate(SECOND, "es").text();

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<String> texts = new ArrayList<>();
      for (var text : threads.invokeAll(List.of(german, spanish, german, spanish))) {
        texts.add(text.get());
      }
      assertThat(texts).containsExactly("hello world", "hola world", "hello world", "hola world");
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void refusesAnEnglishNetworkAndAnotherFile() throws IOException {
    Path english =
        new ScriptedWhisper(false, " world", 10, Hears.SOMEBODY)
            .write(folder.resolve("english.bin"));
    Path text = Files.writeString(folder.resolve("text.bin"), "no network");

    assertThatThrownBy(() -> load(english))
        .isInstanceOf(IOException.class)
        .hasMessage("the model %s knows English only: a multilingual one is needed", english);
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the model %s is cut off, damaged or not in the ggml format of whisper.cpp", text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 5_000, 100_000, 400_000, 800_000, 1_500_000})
  void refusesAFileThatIsCutOff(int length) throws IOException {
    byte[] whole = Files.readAllBytes(ScriptedWhisper.SURE.write(folder.resolve("whole.bin")));
    Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, length));
    Path almost = Files.write(folder.resolve("almost.bin"), Arrays.copyOf(whole, whole.length - 1));

    for (Path broken : List.of(cut, almost)) {
      assertThatThrownBy(() -> load(broken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is cut off");
    }
  }

  @Test
  void refusesANetworkOfWhichAPartIsMissing() throws IOException {
    byte[] whole = Files.readAllBytes(ScriptedWhisper.SURE.write(folder.resolve("whole.bin")));
    int lastTensor = 16 * Float.BYTES + "decoder.blocks.0.mlp.2.bias".length() + 4 * Integer.BYTES;
    Path part =
        Files.write(folder.resolve("part.bin"), Arrays.copyOf(whole, whole.length - lastTensor));

    assertThatThrownBy(() -> load(part))
        .isInstanceOf(IOException.class)
        .hasMessage("whisper.cpp cannot read the model " + part);
  }

  @Test
  void refusesALanguageThatItDoesNotWriteDownAndWorkAfterItsEnd() throws Exception {
    WhisperDictation dictation = load(ScriptedWhisper.SURE);

    assertThatThrownBy(() -> dictation.dictate(SECOND, "fr"))
        .isInstanceOf(IllegalArgumentException.class);
    dictation.close();
    dictation.close();
    assertThatThrownBy(() -> dictation.dictate(SECOND, "de"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the dictation is closed");
  }

  @Test
  void aMachineWithoutTheLibraryHasNone() {
    assertThat(WhisperLibrary.find("libwhisper.so.999")).isEmpty();
  }

  private WhisperDictation load(ScriptedWhisper network) throws IOException {
    return load(network.write(folder.resolve("network%d.bin".formatted(loaded.size()))));
  }

  private WhisperDictation load(Path model) throws IOException {
    WhisperDictation dictation = WhisperDictation.load(library, model, Set.of("de", "es"));
    loaded.add(dictation);
    return dictation;
  }
}

package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.ScriptedWhisper;
import io.verilock.vkyc.models.speech.ScriptedWhisper.Hears;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Whisper network from a folder that an operator made. */
class WhisperBundleTest {
  private static final String MANIFEST =
      """
      {
        "file": "network.bin",
        "sha256": "%s",
        "bytes": %d,
        "licence": "MIT",
        "languages": ["es", "de"]
      }
      """;

  @TempDir Path root;
  private Path network;
  private PackLocator locator;

  @BeforeEach
  void anOperatorsFolder() throws IOException {
    Files.createDirectories(root.resolve("mine/whisper"));
    network = root.resolve("mine/whisper/network.bin");
    locator = new PackLocator(List.of(root.resolve("mine")), root.resolve("cache"));
  }

  @Test
  void loadsWhatTheManifestNames() throws Exception {
    ScriptedWhisper.SURE.write(network);
    write(MANIFEST.formatted(Checksum.of(network), Files.size(network)));

    LoadedDictation loaded = WhisperBundle.load(locator).orElseThrow();
    try {
      Dictation dictation = loaded.dictation();
      assertThat(dictation.languages()).containsExactlyInAnyOrder("es", "de");
      assertThat(dictation.dictate(new short[16_000], "de").text()).isEqualTo("hello world");
      assertThat(dictation.dictate(new short[16_000], "es").text()).isEqualTo("hola world");
      assertThat(loaded.versions())
          .containsOnlyKeys("dictation_whisper")
          .containsEntry(
              "dictation_whisper", "whisper/network.bin@" + Checksum.of(network).substring(0, 12));
    } finally {
      loaded.closing().run();
    }
    assertThatThrownBy(() -> loaded.dictation().dictate(new short[16_000], "de"))
        .hasMessage("the dictation is closed");
  }

  @Test
  void theManifestOfTheDocumentationIsOne() throws Exception {
    String text =
        Files.readString(Path.of(System.getProperty("VKYC_HOME")).resolve("docs/speech.md"));
    String example = text.substring(text.indexOf("```json") + 7);
    WhisperManifest manifest =
        WhisperManifest.read(write(example.substring(0, example.indexOf("```"))));

    assertThat(manifest.languages()).isEqualTo(WhisperManifest.LANGUAGES);
    assertThat(manifest.pack().file(WhisperManifest.TASK).url()).startsWith("https://");
    assertThat(manifest.pack().description())
        .isEqualTo(
            "Dictation in de, es, fr, pt by whisper.cpp, from a network that you supply; beside any"
                + " pack.");
  }

  @Test
  void standsAmongTheBundlesOnlyWhereThereIsAManifest() throws Exception {
    assertThat(Packs.bundles(locator)).noneMatch(WhisperBundle.class::isInstance);
    assertThat(WhisperBundle.load(locator)).isEmpty();

    ScriptedWhisper.SURE.write(network);
    write(MANIFEST.formatted(Checksum.of(network), Files.size(network)));

    Bundle bundle =
        Packs.bundles(locator).stream()
            .filter(WhisperBundle.class::isInstance)
            .findFirst()
            .orElseThrow();
    assertThat(bundle.manifest().name()).isEqualTo("whisper");
    assertThat(locator.verify(bundle.manifest()))
        .extracting(FileStatus::state)
        .containsExactly(FileStatus.State.OK);
  }

  @Test
  void refusesAFileThatIsNotTheOneOfTheManifest() throws Exception {
    ScriptedWhisper.SURE.write(network);
    write(MANIFEST.formatted(Checksum.of(network), Files.size(network)));
    byte[] whole = Files.readAllBytes(network);
    Files.write(network, Arrays.copyOf(whole, whole.length - 1));

    assertThatThrownBy(() -> WhisperBundle.load(locator))
        .isInstanceOf(WrongChecksumException.class)
        .hasMessageContaining("whisper/network.bin at " + network)
        .hasMessageEndingWith("remove it or put the right file there");
  }

  @Test
  void refusesANetworkOfOneLanguage() throws Exception {
    new ScriptedWhisper(false, " world", 10, Hears.SOMEBODY).write(network);
    write(MANIFEST.formatted(Checksum.of(network), Files.size(network)));

    assertThatThrownBy(() -> WhisperBundle.load(locator))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("knows English only: a multilingual one is needed");
  }

  @Test
  void goesWithoutWhereTheFileCannotBeHad() throws Exception {
    write(MANIFEST.formatted("0".repeat(64), 1));

    assertThat(WhisperBundle.load(locator)).isEmpty();
  }

  @Test
  void namesTheManifestThatCannotBeUsed() throws Exception {
    String right = MANIFEST.formatted("0".repeat(64), 1);
    refuses(right.replace("\"de\"", "\"en\""), "languages are some of");
    refuses(right.replace("{", "{\"license\": \"MIT\","), "license");
    refuses(right.replace("\"licence\": \"MIT\",", ""), "licence and languages are needed");
    refuses(right.replace("network.bin", "../network.bin"), "lies below its pack");
    refuses(right.replace("000", "0"), "needs a SHA-256");
    refuses(right.replace("{", "{\"url\": \"ftp://example.org/a\","), "url begins with https:");
    refuses("not JSON", "not");
  }

  private void refuses(String manifest, String why) throws IOException {
    Path path = write(manifest);
    assertThatThrownBy(() -> WhisperBundle.load(locator))
        .isInstanceOf(PackException.class)
        .hasMessageStartingWith("manifest %s cannot be used: ".formatted(path))
        .hasMessageContaining(why);
  }

  private Path write(String manifest) throws IOException {
    return TestFiles.put(root.resolve("mine"), "whisper/manifest.json", manifest);
  }
}

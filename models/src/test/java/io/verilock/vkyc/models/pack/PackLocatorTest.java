package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackLocatorTest {
  private static final ModelFile FACE = TestFiles.file("face/face.onnx", "weights", null);
  private static final PackManifest PACK = TestFiles.pack(FACE);
  private static final PackFetcher NOTHING =
      (pack, missing, folder, progress) -> {
        throw new PackException("fetched " + missing.get(0).file());
      };

  @TempDir Path root;

  @Test
  void looksThroughTheFoldersInOrderThenTheCache() throws IOException {
    Path first = root.resolve("first");
    Path second = root.resolve("second");
    PackLocator locator = new PackLocator(List.of(first, second), root.resolve("cache"));

    Path cached = TestFiles.put(root.resolve("cache/test"), FACE.file(), "weights");
    assertThat(located(locator)).isEqualTo(cached);
    Path inSecond = TestFiles.put(second, FACE.file(), "weights");
    assertThat(located(locator)).isEqualTo(inSecond);
    Path inFirst = TestFiles.put(first, FACE.file(), "weights");
    assertThat(located(locator)).isEqualTo(inFirst);
  }

  @Test
  void refusesAFileWithAnotherChecksumThoughTheNextPlaceHasTheRightOne() throws IOException {
    Path wrong = TestFiles.put(root.resolve("first"), FACE.file(), "tampered");
    TestFiles.put(root.resolve("second"), FACE.file(), "weights");
    PackLocator locator =
        new PackLocator(
            List.of(root.resolve("first"), root.resolve("second")), root.resolve("cache"));

    assertThatThrownBy(() -> located(locator))
        .isInstanceOf(WrongChecksumException.class)
        .hasMessageContaining("face/face.onnx")
        .hasMessageContaining(wrong.toString())
        .hasMessageContaining(FACE.sha256())
        .hasMessageContaining(Checksum.of(wrong));
  }

  @Test
  void tellsPerFileWhatIsThereWithoutFetching() throws IOException {
    ModelFile wrong = TestFiles.file("wrong.onnx", "right", null);
    ModelFile missing = TestFiles.file("missing.onnx", "right", null);
    Path there = TestFiles.put(root, FACE.file(), "weights");
    TestFiles.put(root, wrong.file(), "other");
    PackLocator locator = new PackLocator(List.of(root), root.resolve("cache"));

    List<FileStatus> found = locator.verify(TestFiles.pack(FACE, wrong, missing));

    assertThat(found)
        .extracting(FileStatus::state)
        .containsExactly(FileStatus.State.OK, FileStatus.State.WRONG, FileStatus.State.MISSING);
    assertThat(found.get(0).where()).contains(there);
    assertThat(found.get(1).sha256()).isPresent().isNotEqualTo(wrong.sha256());
    assertThat(found.get(2).where()).isEmpty();
  }

  @Test
  void fetchesOnlyWhatIsMissingIntoTheCacheAndChecksIt() throws IOException {
    ModelFile voice = TestFiles.file("voice.onnx", "voice", null);
    TestFiles.put(root.resolve("folder"), FACE.file(), "weights");
    PackLocator locator = new PackLocator(List.of(root.resolve("folder")), root.resolve("cache"));
    PackManifest pack = TestFiles.pack(FACE, voice);

    PackFiles files =
        locator.locate(
            pack,
            (manifest, missing, folder, progress) -> {
              assertThat(missing).containsExactly(voice);
              put(folder, "voice.onnx", "voice");
            },
            FetchProgress.NONE);

    assertThat(files.path("voice.onnx")).isEqualTo(root.resolve("cache/test/voice.onnx"));
    assertThat(files.version("voice.onnx"))
        .isEqualTo("test/voice.onnx@" + voice.sha256().substring(0, 12));
  }

  @Test
  void refusesAFetchThatBroughtSomethingElseOrNothing() {
    PackLocator locator = new PackLocator(List.of(), root.resolve("cache"));

    assertThatThrownBy(
            () -> locator.locate(PACK, (pack, missing, folder, progress) -> {}, FetchProgress.NONE))
        .isInstanceOf(PackException.class)
        .hasMessage("face/face.onnx is still missing after fetching pack test");
    assertThatThrownBy(
            () ->
                locator.locate(
                    PACK,
                    (pack, missing, folder, progress) -> put(folder, FACE.file(), "other"),
                    FetchProgress.NONE))
        .isInstanceOf(WrongChecksumException.class);
  }

  @Test
  void readsThePlacesFromTheEnvironment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("VKYC_HOME", root.resolve("checkout").toString());
    environment.put("XDG_CACHE_HOME", root.resolve("caches").toString());

    Path cached = TestFiles.put(root.resolve("caches/vkyc/models/test"), FACE.file(), "weights");
    assertThat(located(ofEnvironment(environment))).isEqualTo(cached);
    Path shared = TestFiles.put(root.resolve("shared/models"), FACE.file(), "weights");
    assertThat(located(ofEnvironment(environment))).isEqualTo(shared);
    environment.put("VKYC_MODELS", root.resolve("mine").toString());
    Path mine = TestFiles.put(root.resolve("mine"), FACE.file(), "weights");
    assertThat(located(ofEnvironment(environment))).isEqualTo(mine);
  }

  @Test
  void keepsTheCacheInTheHomeFolderWhereNothingElseIsSaid() {
    PackLocator locator = ofEnvironment(Map.of());

    assertThat(locator.cacheFolder(PACK)).isEqualTo(root.resolve("home/.cache/vkyc/models/test"));
  }

  private PackLocator ofEnvironment(Map<String, String> environment) {
    return PackLocator.of(
        environment::get, Map.of("user.home", root.resolve("home").toString())::get);
  }

  private static Path located(PackLocator locator) throws PackException {
    return locator.locate(PACK, NOTHING, FetchProgress.NONE).path(FACE.task());
  }

  private static void put(Path folder, String path, String content) throws PackException {
    try {
      TestFiles.put(folder, path, content);
    } catch (IOException e) {
      throw new PackException(path, e);
    }
  }
}

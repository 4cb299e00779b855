package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.inference.InferenceException;
import io.verilock.vkyc.models.inference.InferenceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksTest {
  private static final ModelFile FACE = TestFiles.file("face.onnx", "weights", null);

  @TempDir Path root;

  @Test
  void goesOnToTheNextPackWhereOneCannotBeHad() {
    UnpublishedPack second = new UnpublishedPack("second");

    assertThatThrownBy(() -> firstOf(new UnpublishedPack("first"), second))
        .isInstanceOf(PackException.class)
        .hasMessage("no model pack can be had here")
        .satisfies(
            none ->
                assertThat(none.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("first is not here", "second is not here"));
  }

  @Test
  void doesNotPassOverAFileWithAnotherChecksum() throws IOException {
    TestFiles.put(root, FACE.file(), "tampered");

    assertThatThrownBy(() -> firstOf(new UnpublishedPack("first"), new UnpublishedPack("second")))
        .isInstanceOf(WrongChecksumException.class)
        .hasMessageContaining("face.onnx");
  }

  @Test
  void namesTheNetworkThatIsBroken() throws IOException {
    Path folder = root.resolve("pack");
    TestFiles.put(folder, "broken.onnx", "no network");
    PackManifest manifest = PackManifest.ofResource("open");
    Path broken = folder.resolve("broken.onnx");
    PackFiles files =
        new PackFiles(
            manifest,
            Map.of(
                "face_detector",
                SharedData.models().resolve("face/yunet_s_dynamic.onnx"),
                "face_aligner",
                broken));

    assertThatThrownBy(() -> new OpenPack(step -> {}).load(files, InferenceSettings.DEFAULT))
        .isInstanceOf(InferenceException.class)
        .hasMessage("network broken.onnx cannot be loaded");
  }

  @Test
  void namesThePacksThereAre() {
    assertThat(Packs.all()).extracting(pack -> pack.manifest().name()).startsWith("open");
    assertThatThrownBy(() -> Packs.named("closed"))
        .hasMessageStartingWith("there is no model pack closed; there are [open");
  }

  private LoadedModels firstOf(Pack... packs) throws PackException {
    return Packs.firstOf(
        List.of(packs),
        InferenceSettings.DEFAULT,
        new PackLocator(List.of(root), root.resolve("cache")));
  }

  /** A pack of one file that nobody publishes. */
  private record UnpublishedPack(String name) implements Pack {
    @Override
    public PackManifest manifest() {
      return new PackManifest(name, "for tests", List.of(FACE), Map.of(), Map.of());
    }

    @Override
    public PackFetcher fetcher() {
      return (pack, missing, folder, progress) -> {
        throw new PackException(name + " is not here");
      };
    }

    @Override
    public LoadedModels load(PackFiles files, InferenceSettings settings) {
      throw new AssertionError("nothing to load");
    }
  }
}

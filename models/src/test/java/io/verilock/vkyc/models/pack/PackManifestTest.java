package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackManifestTest {
  private final PackManifest open = PackManifest.ofResource("open");

  @Test
  void namesEveryModelWithItsVersion() {
    assertThat(open.versions())
        .containsExactly(
            Map.entry("face_aligner", "open/facemesh.onnx@9e6c2b484ac5"),
            Map.entry("face_detector", "open/yunet_s_dynamic.onnx@daede24002cc"),
            Map.entry("face_embedder", "open/mobilefacenet_foamliu.onnx@b7120c095d60"),
            Map.entry("passive_liveness_1", "open/2.7_80x80_MiniFASNetV2.onnx@58a071dbc7c8"),
            Map.entry("passive_liveness_2", "open/4_0_0_80x80_MiniFASNetV1SE.onnx@bec040266684"),
            Map.entry("passive_liveness_3", "open/vietanh_minifas_128_9820.onnx@af2381b88f38"),
            Map.entry("voice_activity", "open/silero_vad.onnx@1a153a22f450"));
  }

  @Test
  void pinsEachAddressToItsCommit() {
    for (ModelFile file : open.files()) {
      if (!file.task().equals("face_aligner")) {
        assertThat(file.url())
            .startsWith("https://raw.githubusercontent.com/")
            .endsWith("/" + file.commit() + "/" + file.path());
      }
      assertThat(file.licence()).isNotBlank();
      assertThat(file.input()).isNotBlank();
      assertThat(file.output()).isNotBlank();
    }
  }

  @Test
  void agreesWithTheListThatCameWithTheWeights() throws IOException {
    Map<String, List<String>> listed = new HashMap<>();
    for (String line : Files.readAllLines(SharedData.models().resolve("MANIFEST.tsv"))) {
      List<String> row = Arrays.asList(line.split("\t", -1));
      listed.put(row.get(0), row);
    }
    List<ModelFile> upstream = open.files().stream().filter(file -> file.url() != null).toList();
    assertThat(upstream).hasSize(open.files().size() - 1);
    for (ModelFile file : upstream) {
      List<String> row = listed.get(file.file());
      assertThat(file.repository()).isEqualTo("https://github.com/" + row.get(2));
      assertThat(file.commit()).isEqualTo(row.get(3));
      assertThat(file.path()).isEqualTo(row.get(4));
      assertThat(file.sha256()).isEqualTo(row.get(6));
      assertThat(file.bytes()).isEqualTo(Long.parseLong(row.get(7)));
    }
  }

  @Test
  void hasAModelCardBesideIt() throws IOException {
    try (var card = PackManifest.class.getResourceAsStream("/packs/open/MODEL_CARD.md")) {
      String text = new String(card.readAllBytes(), StandardCharsets.UTF_8);
      for (ModelFile file : open.files()) {
        assertThat(text).contains(file.file().substring(file.file().lastIndexOf('/') + 1));
      }
    }
  }

  @Test
  void saysWhatItLacks() {
    assertThatThrownBy(() -> open.file("transcriber")).hasMessage("pack open has no transcriber");
    assertThatThrownBy(() -> open.calibration("smile"))
        .hasMessage("pack open does not calibrate smile");
    assertThatThrownBy(() -> PackManifest.ofResource("none"))
        .hasMessage("there is no manifest /packs/none/manifest.json");
  }

  @Test
  void refusesFilesOutsideThePackAndWithoutAChecksum() {
    String sha256 = "0".repeat(64);
    for (String path : List.of("../face.onnx", "/face.onnx")) {
      assertThatThrownBy(() -> TestFiles.file(path, sha256, 1, null)).hasMessageContaining(path);
    }
    assertThatThrownBy(() -> TestFiles.file("face.onnx", "abc", 1, null))
        .hasMessageContaining("needs a SHA-256");
  }
}

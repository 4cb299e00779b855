package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.FileStatus;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.PackManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pack made from nothing, through the machine's npm. */
class NpmImportIT {
  @TempDir Path cache;

  @Test
  void everyFileIsTheOneTheManifestNames() throws Exception {
    PackManifest pack = PackManifest.ofResource("fallback");
    PackLocator locator = new PackLocator(List.of(), cache);
    List<String> steps = new ArrayList<>();
    List<String> fetched = new ArrayList<>();
    locator.locate(
        pack,
        new NpmImportFetcher(steps::add),
        (file, bytes) -> {
          assertThat(bytes).isEqualTo(file.bytes());
          fetched.add(file.task());
        });
    assertThat(locator.verify(pack))
        .hasSize(4)
        .allMatch(status -> status.state() == FileStatus.State.OK);
    assertThat(fetched)
        .containsExactlyInAnyOrder(
            "face_detector", "face_aligner", "face_embedder_1", "face_embedder_2");
    assertThat(steps)
        .containsExactly(
            "fetching @vladmandic/human 3.3.6 (28 MB)",
            "importing face/blazeface.onnx from @vladmandic/human 3.3.6",
            "importing face/facemesh.onnx from @vladmandic/human 3.3.6",
            "importing face/faceres.onnx from @vladmandic/human 3.3.6",
            "fetching @vladmandic/face-api 1.7.15 (13 MB)",
            "importing face/dlib-resnet.onnx from @vladmandic/face-api 1.7.15");
    assertThat(namesIn(cache.resolve("fallback"))).containsExactly("face", "photos");

    // The photos came along: nothing is fetched for them.
    steps.clear();
    Path photos = new NpmImportFetcher(steps::add).fetchPhotos(locator.cacheFolder(pack));
    assertThat(steps).isEmpty();
    assertThat(namesIn(photos)).hasSize(6).contains("sample1.jpg", "sample6.jpg");
  }

  @Test
  void eachPhotoOfTheDemoShowsAFaceThatCanBeAligned() throws Exception {
    PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);
    try (LoadedModels models = ImportedPack.models();
        Stream<Path> photos = Files.list(ImportedPack.photos())) {
      for (Path photo : photos.toList()) {
        Picture picture = reader.read(Files.readAllBytes(photo));
        assertThat(models.detector().detect(picture)).as("%s", photo).isNotEmpty();
        assertThat(models.aligner().align(picture, models.detector().detect(picture).get(0)))
            .as("%s", photo)
            .isPresent();
      }
    }
  }

  private static List<String> namesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.face.BlazeFaceDetector;
import io.verilock.vkyc.models.face.DlibEmbedder;
import io.verilock.vkyc.models.face.FaceMeshAligner;
import io.verilock.vkyc.models.inference.InferenceSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pack {@code fallback}: BlazeFace, FaceMesh, and templates of dlib's network and faceres, for
 * a machine that reaches nothing but package registries. Has neither passive liveness models, the
 * packages' own being no better than chance, nor a voice activity detector.
 */
final class FallbackPack implements Pack {
  private final PackManifest manifest = PackManifest.ofResource("fallback");
  private final Consumer<String> steps;

  /**
   * The pack.
   *
   * @param steps is told each step of a fetch in one line
   */
  FallbackPack(Consumer<String> steps) {
    this.steps = steps;
  }

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return new ImportFetcher(steps);
  }

  @Override
  public LoadedModels load(PackFiles files, InferenceSettings settings) {
    NetworkSet networks = new NetworkSet(files, settings);
    // Both networks make the template: another of either makes templates that do not compare.
    String embedder = files.version("face_embedder_1") + "+" + files.version("face_embedder_2");
    try {
      return new LoadedModels(
          manifest.name(),
          new BlazeFaceDetector(networks.load("face_detector")),
          new FaceMeshAligner(networks.load("face_aligner"), DlibEmbedder.TEMPLATE),
          new DlibEmbedder(
              networks.load("face_embedder_1"), networks.load("face_embedder_2"), embedder),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          new LivenessFusion(LogisticRegression.OF_NOTHING),
          manifest.calibration("face_match"),
          manifest.calibration("passive_liveness"),
          manifest.versions(),
          List.of(networks::close));
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
  }
}

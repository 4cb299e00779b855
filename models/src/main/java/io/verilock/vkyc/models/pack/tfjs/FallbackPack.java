package io.verilock.vkyc.models.pack.tfjs;

import io.verilock.vkyc.models.face.BlazeFaceDetector;
import io.verilock.vkyc.models.face.DlibEmbedder;
import io.verilock.vkyc.models.face.FaceMeshAligner;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.pack.PackFetcher;
import io.verilock.vkyc.models.pack.PackFiles;
import io.verilock.vkyc.models.pack.PackManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The pack {@code fallback}: BlazeFace, FaceMesh, and templates of dlib's network and faceres, for
 * a machine that reaches nothing but package registries.
 */
public final class FallbackPack {
  private final PackManifest manifest = PackManifest.ofResource("fallback");
  private final Consumer<String> steps;

  /**
   * The pack.
   *
   * @param steps is told each step of a fetch in one line
   */
  public FallbackPack(Consumer<String> steps) {
    this.steps = steps;
  }

  /** What the pack consists of. */
  public PackManifest manifest() {
    return manifest;
  }

  /** How missing files are had. */
  public PackFetcher fetcher() {
    return new NpmImportFetcher(steps);
  }

  /**
   * Loads the models.
   *
   * @throws io.verilock.vkyc.models.inference.InferenceException if a network cannot be loaded
   */
  public FallbackModels load(PackFiles files, InferenceSettings settings) {
    List<Network> networks = new ArrayList<>();
    try {
      for (String task :
          List.of("face_detector", "face_aligner", "face_embedder_1", "face_embedder_2")) {
        networks.add(OnnxNetwork.load(files.path(task), settings));
      }
      return new FallbackModels(
          manifest.name(),
          new BlazeFaceDetector(networks.get(0)),
          new FaceMeshAligner(networks.get(1), DlibEmbedder.TEMPLATE),
          new DlibEmbedder(networks.get(2), networks.get(3), embedderVersion(files)),
          manifest.calibration("face_match"),
          manifest.calibration("passive_liveness"),
          manifest.versions(),
          networks);
    } catch (RuntimeException e) {
      networks.forEach(Network::close);
      throw e;
    }
  }

  /** Both networks make the template: another of either makes templates that do not compare. */
  private static String embedderVersion(PackFiles files) {
    return files.version("face_embedder_1") + "+" + files.version("face_embedder_2");
  }
}

package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.face.FaceMeshAligner;
import io.verilock.vkyc.models.face.FaceMeshAlignerTemplate;
import io.verilock.vkyc.models.face.MiniFasNetScorer;
import io.verilock.vkyc.models.face.MiniFasScorer;
import io.verilock.vkyc.models.face.MobileFaceNetEmbedder;
import io.verilock.vkyc.models.face.RecaptureScorer;
import io.verilock.vkyc.models.face.YuNetDetector;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.speech.SileroVad;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pack {@code open}: YuNet, FaceMesh, MobileFaceNet, two MiniFASNets and a MiniFAS, and
 * Silero's voice activity detector, in this order of the liveness models.
 */
final class OpenPack implements Pack {
  private final PackManifest manifest = PackManifest.ofResource("open");
  private final Consumer<String> steps;

  /**
   * The pack.
   *
   * @param steps is told each step of an import in one line
   */
  OpenPack(Consumer<String> steps) {
    this.steps = steps;
  }

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return new OpenPackFetcher(new UrlFetcher(), new ImportFetcher(steps));
  }

  @Override
  public LoadedModels load(PackFiles files, InferenceSettings settings) {
    NetworkSet networks = new NetworkSet(files, settings);
    try {
      return new LoadedModels(
          manifest.name(),
          new YuNetDetector(networks.load("face_detector"), YuNetDetector.Settings.DEFAULT),
          new FaceMeshAligner(networks.load("face_aligner"), FaceMeshAlignerTemplate.ARC_FACE),
          new MobileFaceNetEmbedder(networks.load("face_embedder"), files.version("face_embedder")),
          List.of(
              new MiniFasNetScorer(networks.load("passive_liveness_1"), "minifasnet-2.7", 2.7f),
              new MiniFasNetScorer(networks.load("passive_liveness_2"), "minifasnet-4.0", 4.0f),
              new MiniFasScorer(networks.load("passive_liveness_3"), "minifas-128"),
              new RecaptureScorer(manifest.regression(RecaptureScorer.NAME))),
          Optional.of(new SileroVad(networks.load("voice_activity", SileroVad.CONSTANTS))),
          List.of(),
          Optional.empty(),
          new LivenessFusion(manifest.regression("passive_liveness")),
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

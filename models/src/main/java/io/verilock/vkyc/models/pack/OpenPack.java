package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.face.FivePointAligner;
import io.verilock.vkyc.models.face.MiniFasNetScorer;
import io.verilock.vkyc.models.face.MiniFasScorer;
import io.verilock.vkyc.models.face.MobileFaceNetEmbedder;
import io.verilock.vkyc.models.face.YuNetDetector;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.speech.SileroVad;
import java.util.List;
import java.util.Optional;

/**
 * The pack {@code open}: YuNet, MobileFaceNet, two MiniFASNets and a MiniFAS, and Silero's voice
 * activity detector, in this order of the liveness models.
 */
final class OpenPack implements Pack {
  private final PackManifest manifest = PackManifest.ofResource("open");

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return new UrlFetcher();
  }

  @Override
  public LoadedModels load(PackFiles files, InferenceSettings settings) {
    NetworkSet networks = new NetworkSet(files, settings);
    try {
      return new LoadedModels(
          manifest.name(),
          new YuNetDetector(networks.load("face_detector"), YuNetDetector.Settings.DEFAULT),
          new FivePointAligner(),
          new MobileFaceNetEmbedder(networks.load("face_embedder"), files.version("face_embedder")),
          List.of(
              new MiniFasNetScorer(networks.load("passive_liveness_1"), "minifasnet-2.7", 2.7f),
              new MiniFasNetScorer(networks.load("passive_liveness_2"), "minifasnet-4.0", 4.0f),
              new MiniFasScorer(networks.load("passive_liveness_3"), "minifas-128")),
          Optional.of(new SileroVad(networks.load("voice_activity", SileroVad.CONSTANTS))),
          manifest.calibration("face_match"),
          manifest.calibration("passive_liveness"),
          manifest.versions(),
          networks);
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
  }
}

package io.verilock.vkyc.models.pack.tfjs;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.FaceEmbedder;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fallback pack's models and the networks behind them. Has neither passive liveness models, the
 * packages' own being no better than chance, nor a voice activity detector. Closing it frees the
 * networks; the models must not be used afterwards.
 *
 * @param networks what is closed with it
 */
public record FallbackModels(
    String pack,
    FaceDetector detector,
    FaceAligner aligner,
    FaceEmbedder embedder,
    Calibration faceMatch,
    Calibration passiveLiveness,
    Map<String, String> versions,
    List<Network> networks)
    implements ModelSet, AutoCloseable {
  @Override
  public List<LivenessScorer> liveness() {
    return List.of();
  }

  @Override
  public Optional<VoiceActivityDetector> voiceActivity() {
    return Optional.empty();
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}

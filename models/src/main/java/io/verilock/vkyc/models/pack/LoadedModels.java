package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.FaceEmbedder;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pack's models and the networks behind them. Closing it frees the networks; the models must not
 * be used afterwards.
 *
 * @param networks what is closed with it
 */
public record LoadedModels(
    String pack,
    FaceDetector detector,
    FaceAligner aligner,
    FaceEmbedder embedder,
    List<LivenessScorer> liveness,
    Optional<VoiceActivityDetector> voiceActivity,
    LivenessFusion livenessFusion,
    Calibration faceMatch,
    Calibration passiveLiveness,
    Map<String, String> versions,
    NetworkSet networks)
    implements ModelSet, AutoCloseable {
  @Override
  public void close() {
    networks.close();
  }
}

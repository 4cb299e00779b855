package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.FaceEmbedder;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    List<Dictation> dictations,
    Optional<PhraseVerifier> phrases,
    LivenessFusion livenessFusion,
    Calibration faceMatch,
    Calibration passiveLiveness,
    Map<String, String> versions,
    List<NetworkSet> networks)
    implements ModelSet, AutoCloseable {
  /** The same models with a dictation beside them. */
  LoadedModels with(LoadedDictation loaded) {
    Map<String, String> all = new TreeMap<>(versions);
    all.putAll(loaded.versions());
    List<NetworkSet> sets = new ArrayList<>(networks);
    sets.add(loaded.networks());
    return new LoadedModels(
        pack,
        detector,
        aligner,
        embedder,
        liveness,
        voiceActivity,
        List.of(loaded.dictation()),
        phrases,
        livenessFusion,
        faceMatch,
        passiveLiveness,
        all,
        sets);
  }

  /** The same models with a check of phrases beside them. */
  LoadedModels with(LoadedPhrases loaded) {
    Map<String, String> all = new TreeMap<>(versions);
    all.putAll(loaded.versions());
    return new LoadedModels(
        pack,
        detector,
        aligner,
        embedder,
        liveness,
        voiceActivity,
        dictations,
        Optional.of(loaded.verifier()),
        livenessFusion,
        faceMatch,
        passiveLiveness,
        all,
        networks);
  }

  @Override
  public void close() {
    networks.forEach(NetworkSet::close);
  }
}

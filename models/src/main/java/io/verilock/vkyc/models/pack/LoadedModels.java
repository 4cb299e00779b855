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
 * @param closing what frees the networks
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
    List<Runnable> closing)
    implements ModelSet, AutoCloseable {
  /** The same models with one more dictation beside them, if there is one. */
  LoadedModels withDictation(Optional<LoadedDictation> loaded) {
    if (loaded.isEmpty()) {
      return this;
    }
    LoadedDictation one = loaded.get();
    List<Dictation> more = new ArrayList<>(dictations);
    more.add(one.dictation());
    Map<String, String> all = new TreeMap<>(versions);
    all.putAll(one.versions());
    List<Runnable> closingMore = new ArrayList<>(closing);
    closingMore.add(one.closing());
    return new LoadedModels(
        pack,
        detector,
        aligner,
        embedder,
        liveness,
        voiceActivity,
        more,
        phrases,
        livenessFusion,
        faceMatch,
        passiveLiveness,
        all,
        closingMore);
  }

  /** The same models with a check of phrases beside them, if there is one. */
  LoadedModels withPhrases(Optional<LoadedPhrases> loaded) {
    if (loaded.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(versions);
    all.putAll(loaded.get().versions());
    return new LoadedModels(
        pack,
        detector,
        aligner,
        embedder,
        liveness,
        voiceActivity,
        dictations,
        Optional.of(loaded.get().verifier()),
        livenessFusion,
        faceMatch,
        passiveLiveness,
        all,
        closing);
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}

package io.verilock.vkyc.models;

import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.FaceEmbedder;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loaded models of one pack. Loaded once per process; safe for use by several threads. */
public interface ModelSet {
  /** Name of the pack. */
  String pack();

  /** Finds faces in frames and photos. */
  FaceDetector detector();

  /** Aligns a found face for {@link #embedder()}. */
  FaceAligner aligner();

  /** Makes templates. */
  FaceEmbedder embedder();

  /** Passive liveness models; empty where the pack has none that is better than chance. */
  List<LivenessScorer> liveness();

  /** Tells speech from silence; absent where the pack has no such model. */
  Optional<VoiceActivityDetector> voiceActivity();

  /** Dictations of what is said; none where nobody writes it down. */
  default List<Dictation> dictations() {
    return List.of();
  }

  /** The dictation that knows a language. */
  default Optional<Dictation> dictation(String language) {
    return dictations().stream()
        .filter(dictation -> dictation.languages().contains(language))
        .findFirst();
  }

  /** Tells whether a phrase was said; absent where nobody can. */
  default Optional<PhraseVerifier> phrases() {
    return Optional.empty();
  }

  /** Brings the cosine of two templates to 0-100. */
  Calibration faceMatch();

  /** Makes one opinion of those of the passive liveness models. */
  LivenessFusion livenessFusion();

  /** Brings the probability that {@link #livenessFusion()} gives a clip to 0-100. */
  Calibration passiveLiveness();

  /** Model per task, as {@code pack/file@first 12 digits of its SHA-256}, sorted by task. */
  Map<String, String> versions();
}

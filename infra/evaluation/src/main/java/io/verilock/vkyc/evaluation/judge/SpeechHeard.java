package io.verilock.vkyc.evaluation.judge;

import io.verilock.vkyc.jobs.decision.SpeechEvidence;
import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.jobs.speech.SpeechCutter;
import io.verilock.vkyc.jobs.speech.SpeechProgress;
import io.verilock.vkyc.jobs.speech.Utterance;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Listens to one recording as the job does. */
public final class SpeechHeard {
  private final Optional<VoiceActivityDetector> detector;
  private final SpeechCutter cutter;
  private final SpeechProgress progress = new SpeechProgress();
  private final List<SpokenPiece> pieces = new ArrayList<>();
  private final Consumer<Utterance> utterances;
  private boolean heardAny;

  /**
   * Begins a recording.
   *
   * @param detector without one, nothing tells speech from silence
   * @param dictation without one, nothing is written down
   * @param language that is spoken, as far as the dictation is told
   */
  public SpeechHeard(
      Optional<VoiceActivityDetector> detector, Optional<Dictation> dictation, String language) {
    this.detector = detector;
    this.cutter = new SpeechCutter(detector);
    this.utterances =
        dictation.<Consumer<Utterance>>map(one -> writing(one, language)).orElse(null);
  }

  /** Hears the next piece of sound. */
  public void hear(short[] samples) {
    heardAny = true;
    cutter.hear(samples, progress, utterances);
  }

  /** Ends the recording, and says what was heard. */
  public SpeechEvidence end() {
    cutter.end(progress, utterances);
    Double seconds = detector.isEmpty() && heardAny ? null : progress.speechSeconds();
    return new SpeechEvidence(seconds, pieces, progress.cut, null, progress.levels);
  }

  private Consumer<Utterance> writing(Dictation dictation, String language) {
    return utterance ->
        pieces.add(
            SpokenPiece.of(
                utterance.index(),
                utterance.fromMillis(),
                utterance.toMillis(),
                dictation.dictate(utterance.samples(), language)));
  }
}

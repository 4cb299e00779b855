package io.verilock.vkyc.evaluation.judge;

import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;

/** Counts the speech of one recording as the job does. */
final class SpeechHeard {
  private final VoiceActivityDetector detector;
  private final float[] memory;
  private int pieces;
  private int windows;

  /** Begins a recording; without a detector nothing listens. */
  SpeechHeard(VoiceActivityDetector detector) {
    this.detector = detector;
    this.memory = detector == null ? new float[0] : new float[detector.stateLength()];
  }

  /** Hears the next piece of sound. */
  void hear(short[] samples) {
    pieces++;
    if (detector != null) {
      windows += detector.speechWindows(samples, memory);
    }
  }

  /** Seconds with speech so far; null where there was sound and nothing listens. */
  Double seconds() {
    if (detector == null && pieces > 0) {
      return null;
    }
    return (double) windows * VoiceActivityDetector.WINDOW / MediaSink.AUDIO_RATE;
  }
}

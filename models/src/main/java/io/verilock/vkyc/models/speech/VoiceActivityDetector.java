package io.verilock.vkyc.models.speech;

/** Tells speech from other sound. Safe for use by several threads. */
public interface VoiceActivityDetector {
  /** Samples of one window, 16 kHz mono. */
  int WINDOW = 512;

  /** Numbers of the state carried from window to window. */
  int stateLength();

  /**
   * Speech probabilities, 0 to 1, one per whole window of {@code samples}.
   *
   * @param samples 16 kHz mono, 16 bit; a rest shorter than a window is left out
   * @param state {@link #stateLength()} numbers, zeros at the start of a recording; updated in
   *     place
   */
  float[] probabilities(short[] samples, float[] state);

  /** How many windows of {@code samples} hold speech rather than not, with the same state. */
  default int speechWindows(short[] samples, float[] state) {
    int windows = 0;
    for (float probability : probabilities(samples, state)) {
      windows += probability > 0.5f ? 1 : 0;
    }
    return windows;
  }
}

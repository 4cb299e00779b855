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
}

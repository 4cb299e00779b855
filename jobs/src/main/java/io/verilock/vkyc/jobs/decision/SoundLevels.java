package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.Arrays;

/**
 * How loud a recording's sound is, 31 times a second.
 *
 * @param halfDecibels of each window of {@link VoiceActivityDetector#WINDOW} samples from the
 *     track's first one on, in halves of a decibel below full scale, -127 to 0; after pre-emphasis,
 *     by which consonants and vowels count alike
 */
public record SoundLevels(byte[] halfDecibels) {
  /** Of a recording without sound, or to which nobody listens. */
  public static final SoundLevels NONE = new SoundLevels(new byte[0]);

  /** Ten minutes: what is longer is a call, of which the beginning says enough. */
  static final int MOST_WINDOWS = 18_750;

  private static final int WINDOW = VoiceActivityDetector.WINDOW;
  private static final double PRE_EMPHASIS = 0.97;
  private static final double FULL_SCALE = 32_768;

  /** These levels with those of the next piece of sound, whose last windows may be cut off. */
  public SoundLevels with(short[] samples) {
    int before = halfDecibels.length;
    int more = Math.min(samples.length / WINDOW, MOST_WINDOWS - before);
    byte[] all = Arrays.copyOf(halfDecibels, before + more);
    for (int window = 0; window < more; window++) {
      double squares = 0;
      for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
        double value = samples[i] - PRE_EMPHASIS * samples[Math.max(0, i - 1)];
        squares += value * value;
      }
      double level = 20 * Math.log10(1e-9 + Math.sqrt(squares / WINDOW) / FULL_SCALE);
      all[before + window] = (byte) Math.max(-127, Math.min(0, Math.round(2 * level)));
    }
    return new SoundLevels(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoundLevels levels && Arrays.equals(halfDecibels, levels.halfDecibels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(halfDecibels);
  }
}

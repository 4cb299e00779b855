package io.verilock.vkyc.models.speech;

/** Brings sound to one level: networks hear nothing in a recording that is too quiet. */
public final class Loudness {
  private static final float FULL_SCALE = 32_768f;

  /** Level of speech at an arm's length from a good microphone, root mean square. */
  private static final double LEVEL = 0.07;

  /** More would make speech of a microphone's own noise. */
  private static final double MOST_GAIN = 100;

  private static final double PEAK = 0.98;

  private Loudness() {}

  /** The same sound at the usual level, as samples of 16 bit; silence stays silence. */
  public static short[] levelledSamples(short[] samples) {
    float[] levelled = levelled(samples);
    short[] same = new short[samples.length];
    for (int i = 0; i < same.length; i++) {
      same[i] = (short) (levelled[i] * FULL_SCALE);
    }
    return same;
  }

  /** The same sound at the usual level, -1 to 1; silence stays silence. */
  static float[] levelled(short[] samples) {
    double squares = 0;
    int peak = 1;
    for (short sample : samples) {
      squares += (double) sample * sample;
      peak = Math.max(peak, Math.abs((int) sample));
    }
    double level = Math.max(Math.sqrt(squares / Math.max(1, samples.length)), 1) / FULL_SCALE;
    double gain = Math.min(Math.min(LEVEL / level, MOST_GAIN), PEAK * FULL_SCALE / peak);
    float[] levelled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      levelled[i] = (float) (samples[i] / FULL_SCALE * gain);
    }
    return levelled;
  }
}

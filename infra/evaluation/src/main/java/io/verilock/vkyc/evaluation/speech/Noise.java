package io.verilock.vkyc.evaluation.speech;

import java.util.Random;

/** White noise, the same each time. */
final class Noise {
  private Noise() {}

  /**
   * A sound with noise.
   *
   * @param decibels by which the sound's mean power is above the noise's
   */
  static short[] added(short[] sound, double decibels, long seed) {
    double power = 0;
    for (short sample : sound) {
      power += (double) sample * sample / sound.length;
    }
    double height = Math.sqrt(power / Math.pow(10, decibels / 10));
    Random random = new Random(seed);
    short[] noisy = new short[sound.length];
    for (int i = 0; i < noisy.length; i++) {
      double sample = sound[i] + random.nextGaussian() * height;
      noisy[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }
    return noisy;
  }
}

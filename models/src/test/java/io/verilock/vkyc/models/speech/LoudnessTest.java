package io.verilock.vkyc.models.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoudnessTest {
  @Test
  void quietAndLoudSoundComeToOneLevel() {
    assertThat(level(Loudness.levelled(tone(60)))).isCloseTo(0.07, within(0.002));
    assertThat(level(Loudness.levelled(tone(9_000)))).isCloseTo(0.07, within(0.002));
  }

  @Test
  void noiseOfAMicrophoneStaysQuiet() {
    assertThat(level(Loudness.levelled(tone(4)))).isLessThan(0.01);
    assertThat(Loudness.levelled(new short[8])).containsOnly(0);
  }

  @Test
  void aPeakIsNotCutOff() {
    short[] click = tone(30);
    click[100] = Short.MIN_VALUE;

    for (float sample : Loudness.levelled(click)) {
      assertThat(sample).isBetween(-1f, 1f);
    }
  }

  private static short[] tone(int height) {
    short[] samples = new short[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(height * Math.sin(i / 8.0));
    }
    return samples;
  }

  private static double level(float[] samples) {
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    return Math.sqrt(squares / samples.length);
  }
}

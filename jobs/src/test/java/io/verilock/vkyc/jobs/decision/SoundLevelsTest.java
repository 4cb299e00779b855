package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import org.junit.jupiter.api.Test;

class SoundLevelsTest {
  @Test
  void eachWindowHasItsLevelInHalfDecibelsBelowFullScale() {
    short[] samples = new short[3 * VoiceActivityDetector.WINDOW + 10];
    for (int i = 0; i < samples.length; i++) {
      boolean loud = i >= VoiceActivityDetector.WINDOW && i < 2 * VoiceActivityDetector.WINDOW;
      samples[i] = (short) (loud ? (i % 2 == 0 ? 8_192 : -8_192) : 0);
    }

    byte[] levels = SoundLevels.NONE.with(samples).halfDecibels();

    // A quarter of full scale is -12 dB; what changes with each sample is almost doubled.
    assertThat(levels).hasSize(3);
    assertThat(levels[0]).isEqualTo((byte) -127);
    assertThat((int) levels[1]).isBetween(-13, -11);
  }

  @Test
  void whatIsLongerThanTenMinutesIsNotKept() {
    SoundLevels levels = SoundLevels.NONE;
    short[] minute = new short[60 * 16_000];
    for (int i = 0; i < 12; i++) {
      levels = levels.with(minute);
    }
    assertThat(levels.halfDecibels()).hasSize(SoundLevels.MOST_WINDOWS);
  }
}

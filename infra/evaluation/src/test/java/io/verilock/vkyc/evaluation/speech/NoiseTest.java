package io.verilock.vkyc.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void noiseIsAsFarBelowTheSoundAsItIsSaid() {
    short[] sound = new short[16_000];
    Arrays.fill(sound, (short) 1_000);

    short[] noisy = Noise.added(sound, 10, 3);

    double power = 0;
    for (short sample : noisy) {
      power += Math.pow(sample - 1_000, 2) / noisy.length;
    }
    assertThat(10 * Math.log10(1_000 * 1_000 / power)).isCloseTo(10, within(0.2));
    assertThat(Noise.added(sound, 10, 3)).isEqualTo(noisy);
  }
}

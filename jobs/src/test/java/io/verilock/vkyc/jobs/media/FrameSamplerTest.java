package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSamplerTest {
  @Test
  void choosesTheFirstPictureOfEveryPeriod() {
    assertThat(chosen(5, 0, 100, 200, 300, 399, 400, 599, 600))
        .containsExactly(0L, 200L, 399L, 599L);
  }

  @Test
  void countsFromTheFirstPicture() {
    assertThat(chosen(5, 1_000, 1_150, 1_200, 1_250, 1_400))
        .containsExactly(1_000L, 1_200L, 1_400L);
  }

  @Test
  void skipsPeriodsWithoutAPicture() {
    assertThat(chosen(5, 0, 950, 960, 1_000, 1_100, 1_200))
        .containsExactly(0L, 950L, 1_000L, 1_200L);
  }

  @Test
  void choosesNothingTwiceWhenTimeStandsStillOrGoesBack() {
    assertThat(chosen(5, 0, 0, 200, 200, 100, 0, 400)).containsExactly(0L, 200L, 400L);
  }

  @Test
  void toleratesTimesRoundedToTheMillisecond() {
    assertThat(chosen(30, 0, 33, 67, 100, 133, 167)).hasSize(6);
  }

  @Test
  void refusesRatesThatMakeNoSense() {
    for (double rate : new double[] {0, -1, Double.NaN, 1e9}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new FrameSampler(rate));
    }
  }

  private static List<Long> chosen(double framesPerSecond, long... millis) {
    FrameSampler sampler = new FrameSampler(framesPerSecond);
    return Arrays.stream(millis).filter(time -> sampler.choose(time * 1_000)).boxed().toList();
  }
}

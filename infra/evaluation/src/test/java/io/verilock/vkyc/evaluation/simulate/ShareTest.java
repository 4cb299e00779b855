package io.verilock.vkyc.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {
  /** Newcombe 1998, table I: Wilson's score method without continuity correction. */
  @Test
  void theIntervalsAreThoseOfTheLiterature() {
    assertThat(Share.of(81, 263)).isEqualTo(new Share(81, 30.8, 25.53, 36.62));
    assertThat(Share.of(15, 148)).isEqualTo(new Share(15, 10.14, 6.24, 16.05));
    assertThat(Share.of(0, 20)).isEqualTo(new Share(0, 0, 0, 16.11));
    assertThat(Share.of(1, 29)).isEqualTo(new Share(1, 3.45, 0.61, 17.18));
  }

  @Test
  void allOfThemReachesTheEnd() {
    assertThat(Share.of(20, 20)).isEqualTo(new Share(20, 100, 83.89, 100));
  }
}

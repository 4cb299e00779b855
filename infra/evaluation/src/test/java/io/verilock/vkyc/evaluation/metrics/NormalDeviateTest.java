package io.verilock.vkyc.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDeviateTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.001, -3.090232",
    "0.025, -1.959964",
    "0.158655254, -1",
    "0.975, 1.959964",
    "0.7, 0.524401"
  })
  void isTheQuantileOfTheNormalDistribution(double rate, double deviate) {
    assertThat(NormalDeviate.of(rate)).isEqualTo(deviate, within(1e-6));
    assertThat(NormalDeviate.rate(deviate)).isEqualTo(rate, within(1e-6));
  }
}

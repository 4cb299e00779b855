package io.verilock.vkyc.jobs.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|PT2M",
        " 1 |PT1S",
        "Thu, 01 Jan 2026 00:30:00 GMT|PT30M",
        "999999999|PT72H",
        "Thu, 01 Jan 2099 00:00:00 GMT|PT72H"
      })
  void secondsAndDatesAreReadUpToThreeDays(String text, Duration wait) {
    assertThat(RetryAfter.parse(text, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-5", "soon", "1.5", "99999999999", "Thu, 01 Jan 2020 00:00:00 GMT"})
  void whatSaysNothingUsefulIsIgnored(String text) {
    assertThat(RetryAfter.parse(text, NOW)).isEmpty();
  }

  @Test
  void noHeaderIsNoWait() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}

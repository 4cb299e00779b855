package io.verilock.vkyc.jobs.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftRuleTest {
  private static final DriftRule RULE =
      new DriftRule(WindowLength.HOUR, Duration.ofDays(7), 0.01, 200);

  @Test
  void allLooksTogetherStayWithinTheRate() {
    assertThat(RULE.rateOfLook(0)).isEqualTo(0.005);
    assertThat(IntStream.range(0, 50).mapToDouble(RULE::rateOfLook).sum())
        .isLessThanOrEqualTo(0.01);
  }

  @Test
  void eachLookWaitsForTwiceAsManySessions() {
    assertThat(IntStream.range(0, 4).mapToLong(RULE::sessionsForLook))
        .containsExactly(200L, 400L, 800L, 1_600L);
    assertThat(RULE.sessionsForLook(1_000)).isPositive();
  }
}

package io.verilock.vkyc.jobs.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final RetrySchedule SCHEDULE = new RetrySchedule(Duration.ofDays(3));
  private static final long START = 1_000_000;

  @Test
  void waitsGrowThreefoldUpToHalfADay() {
    List<Double> seconds =
        List.of(
            5.0, 15.0, 45.0, 135.0, 405.0, 1_215.0, 3_645.0, 10_935.0, 32_805.0, 43_200.0,
            43_200.0);
    for (int i = 0; i < seconds.size(); i++) {
      double waits = wait(i + 1, "evt", Duration.ZERO) / 1_000.0;
      assertThat(waits).isBetween(0.8 * seconds.get(i), 1.2 * seconds.get(i));
    }
  }

  @Test
  void webhooksThatFailTogetherAreNotTriedTogether() {
    Stream<Long> waits = IntStream.range(0, 100).mapToObj(i -> wait(3, "evt_" + i, Duration.ZERO));

    assertThat(waits.distinct().count()).isGreaterThan(90);
    assertThat(wait(3, "evt", Duration.ZERO)).isEqualTo(wait(3, "evt", Duration.ZERO));
  }

  @Test
  void aPauseThatIsAskedForIsKept() {
    assertThat(wait(1, "evt", Duration.ofHours(2))).isEqualTo(Duration.ofHours(2).toMillis());
    assertThat(wait(8, "evt", Duration.ofSeconds(1))).isGreaterThan(Duration.ofHours(2).toMillis());
  }

  @Test
  void theLastAttemptIsAtTheWindowsEnd() {
    long end = START + Duration.ofDays(3).toMillis();

    assertThat(SCHEDULE.next(12, START, end - 1, Duration.ZERO, "evt"))
        .isEqualTo(OptionalLong.of(end));
    assertThat(SCHEDULE.next(1, START, START, Duration.ofDays(30), "evt"))
        .isEqualTo(OptionalLong.of(end));
    assertThat(SCHEDULE.next(13, START, end, Duration.ZERO, "evt")).isEmpty();
  }

  private static long wait(int attempts, String id, Duration pause) {
    return SCHEDULE.next(attempts, START, START, pause, id).orElseThrow() - START;
  }
}

package io.verilock.vkyc.gateway.analytics;

import static io.verilock.vkyc.gateway.analytics.Resolution.DAY;
import static io.verilock.vkyc.gateway.analytics.Resolution.FIVE_MINUTES;
import static io.verilock.vkyc.gateway.analytics.Resolution.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final Instant NOW = Records.NOON;

  @Test
  void shortRangesHaveShortWindows() {
    assertThat(last(Duration.ofHours(12))).isEqualTo(FIVE_MINUTES);
    assertThat(last(Duration.ofHours(12).plusSeconds(1))).isEqualTo(HOUR);
    assertThat(last(Duration.ofDays(14))).isEqualTo(HOUR);
    assertThat(last(Duration.ofDays(14).plusSeconds(1))).isEqualTo(DAY);
  }

  @Test
  void whatIsNoLongerKeptInShortWindowsIsShownInLongerOnes() {
    Duration anHour = Duration.ofHours(1);
    assertThat(ending(NOW.minus(Duration.ofDays(3)), anHour)).isEqualTo(HOUR);
    assertThat(ending(NOW.minus(Duration.ofDays(40)), anHour)).isEqualTo(DAY);
    assertThat(ending(NOW.minus(Duration.ofDays(4000)), anHour)).isEqualTo(DAY);
  }

  @Test
  void aRangeIsWidenedToWholeWindows() {
    assertThat(HOUR.startOf(Instant.parse("2026-03-04T12:59:59Z"))).isEqualTo(NOW);
    assertThat(HOUR.endOf(Instant.parse("2026-03-04T12:00:01Z"))).isEqualTo("2026-03-04T13:00:00Z");
    assertThat(HOUR.endOf(NOW)).isEqualTo(NOW);
  }

  private static Resolution last(Duration range) {
    return ending(NOW, range);
  }

  private static Resolution ending(Instant end, Duration range) {
    return Resolution.forRange(end.minus(range), end, NOW);
  }
}

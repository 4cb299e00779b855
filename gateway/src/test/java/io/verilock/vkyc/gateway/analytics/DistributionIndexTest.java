package io.verilock.vkyc.gateway.analytics;

import static io.verilock.vkyc.gateway.analytics.Records.BANK;
import static io.verilock.vkyc.gateway.analytics.Records.NOON;
import static io.verilock.vkyc.gateway.analytics.Records.alert;
import static io.verilock.vkyc.gateway.analytics.Records.approvals;
import static io.verilock.vkyc.gateway.analytics.Records.record;
import static io.verilock.vkyc.gateway.analytics.Resolution.DAY;
import static io.verilock.vkyc.gateway.analytics.Resolution.FIVE_MINUTES;
import static io.verilock.vkyc.gateway.analytics.Resolution.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.schemas.ScoreDistribution;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionIndexTest {
  private static final Instant LONG_AGO = Instant.EPOCH;
  private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");

  private final DistributionIndex index = new DistributionIndex();

  @Test
  void theLatestRecordOfAKeyCounts() throws Exception {
    index.put("a", record(NOON, HOUR, BANK, approvals(3)));
    index.put("a", record(NOON, HOUR, BANK, approvals(5)));

    assertThat(sessions(HOUR)).containsExactly(5L);
    assertThat(index.size()).isOne();
  }

  @Test
  void aTombstoneRemovesWhatItsKeyHeldAndNothingElse() throws Exception {
    index.put("a", record(NOON, HOUR, BANK, approvals(3)));
    index.put("b", record(NOON, HOUR, BANK, approvals(4)));
    index.remove("a");
    index.remove("never there");
    assertThat(sessions(HOUR)).containsExactly(4L);

    index.remove("b");
    assertThat(index.span()).isNull();
  }

  @Test
  void eachLengthOfWindowIsKeptForItsTime() throws Exception {
    for (Resolution length : Resolution.values()) {
      Instant edge = NOON.minus(length.retention());
      index.put("edge-" + length, record(edge, length, BANK, approvals(1)));
      index.put("old-" + length, record(edge.minusSeconds(1), length, BANK, approvals(2)));
    }
    index.put("newest", record(NOON, FIVE_MINUTES, BANK, approvals(3)));
    index.put("late", record(NOON.minus(Duration.ofDays(9)), FIVE_MINUTES, BANK, approvals(4)));

    assertThat(sessions(FIVE_MINUTES)).containsExactlyInAnyOrder(1L, 3L);
    assertThat(sessions(HOUR)).containsExactly(1L);
    assertThat(sessions(DAY)).containsExactly(1L);
  }

  @Test
  void theSpanIsAsExactAsTheShortestWindowsThatReachThere() throws Exception {
    assertThat(index.span()).isNull();
    Instant midnight = Instant.parse("2026-03-04T00:00:00Z");
    index.put("day", record(midnight, DAY, BANK, approvals(1)));
    assertThat(index.span())
        .isEqualTo(new DistributionIndex.Span(midnight, midnight.plus(Duration.ofDays(1))));

    index.put("hour", record(NOON, HOUR, BANK, approvals(1)));
    index.put("part", record(NOON.plusSeconds(600), FIVE_MINUTES, BANK, approvals(1)));
    assertThat(index.span())
        .isEqualTo(new DistributionIndex.Span(NOON.plusSeconds(600), NOON.plusSeconds(900)));

    Instant earlier = midnight.minus(Duration.ofDays(20));
    index.put("earlier", record(earlier, DAY, BANK, approvals(1)));
    assertThat(index.span()).isEqualTo(new DistributionIndex.Span(earlier, NOON.plusSeconds(900)));
  }

  @Test
  void aRecordThatContradictsItsSchemaIsRefused() {
    ScoreDistribution record = record(NOON, HOUR, BANK, approvals(1));
    assertRefused(copy(record).setWindowSeconds(60).build(), "60 seconds");
    assertRefused(copy(record).setJointCounts(List.of(1L)).build(), "1 counts instead of 441");
    ScoreDistribution binless = copy(record).build();
    binless.getLiveness().setCounts(List.of(1L, 2L));
    assertRefused(binless, "2 counts instead of 100");
    assertRefused(
        copy(record).setLatencySketch(ByteBuffer.wrap(new byte[] {1, 2})).build(), "not a sketch");
  }

  @Test
  void alertsOfARangeComeNewestFirstAndOnce() {
    index.put("k", alert("first", NOON, BANK));
    index.put("k", alert("second", NOON.plusSeconds(300), BANK));
    index.put("k", alert("first", NOON, BANK));
    index.put("k", alert("later", NOON.plusSeconds(900), BANK));

    assertThat(index.alerts(NOON, NOON.plusSeconds(900)))
        .extracting(alert -> alert.getAlertId())
        .containsExactly("second", "first");
    index.removeAlerts("k");
    assertThat(index.alerts(LONG_AGO, FAR_AWAY)).isEmpty();
  }

  @Test
  void noMoreThanTenThousandAlertsAreKept() {
    for (int i = 0; i < 10_003; i++) {
      index.put("k", alert("a" + i, NOON.plusSeconds(300L * i), BANK));
    }

    assertThat(index.alerts(LONG_AGO, FAR_AWAY)).hasSize(10_000);
    assertThat(index.alerts(LONG_AGO, NOON.plusSeconds(900))).isEmpty();
  }

  private List<Long> sessions(Resolution length) {
    return index.rows(length, LONG_AGO, FAR_AWAY).values().stream()
        .flatMap(List::stream)
        .map(row -> row.counts().sessions())
        .toList();
  }

  private void assertRefused(ScoreDistribution record, String problem) {
    assertThatThrownBy(() -> index.put("a", record))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem);
    assertThat(index.size()).isZero();
  }

  private static ScoreDistribution.Builder copy(ScoreDistribution record) {
    return ScoreDistribution.newBuilder(record);
  }
}

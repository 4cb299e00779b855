package io.verilock.vkyc.gateway.analytics;

import static io.verilock.vkyc.gateway.analytics.Records.BANK;
import static io.verilock.vkyc.gateway.analytics.Records.NOON;
import static io.verilock.vkyc.gateway.analytics.Records.SHOP;
import static io.verilock.vkyc.gateway.analytics.Records.alert;
import static io.verilock.vkyc.gateway.analytics.Records.approvals;
import static io.verilock.vkyc.gateway.analytics.Records.approved;
import static io.verilock.vkyc.gateway.analytics.Records.because;
import static io.verilock.vkyc.gateway.analytics.Records.declined;
import static io.verilock.vkyc.gateway.analytics.Records.expired;
import static io.verilock.vkyc.gateway.analytics.Records.inReview;
import static io.verilock.vkyc.gateway.analytics.Records.record;
import static io.verilock.vkyc.gateway.analytics.Resolution.DAY;
import static io.verilock.vkyc.gateway.analytics.Resolution.FIVE_MINUTES;
import static io.verilock.vkyc.gateway.analytics.Resolution.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.gateway.contract.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DistributionAnswerTest {
  private static final Instant FIVE_PAST = NOON.plusSeconds(300);
  private static final TenantDistributions.State READ =
      new TenantDistributions.State(true, null, 0);

  private final DistributionIndex index = new DistributionIndex();

  @BeforeEach
  void someSessions() throws Exception {
    index.put(
        "bank-1", record(NOON, FIVE_MINUTES, BANK, approved(90, 80), declined(12, 85), expired()));
    index.put("shop-1", record(NOON, FIVE_MINUTES, SHOP, approved(70, 60), inReview(50)));
    index.put("shop-2", record(NOON.plusSeconds(600), FIVE_MINUTES, SHOP, approvals(4)));
    index.put(
        "attack-1",
        record(
            NOON, FIVE_MINUTES, because(BANK, "presentation_attack_suspected"), declined(12, 85)));
    index.put(
        "photo-1", record(NOON, FIVE_MINUTES, because(SHOP, "no_reference_photo"), inReview(50)));
  }

  @Test
  void sessionsAreSummedOnceWhateverTheirReasons() throws Exception {
    DistributionAnswer answer = answer(DistributionQuery.ALL);

    assertThat(answer.totals()).isEqualTo(new SessionCounts(9, 8, 6, 1, 1, 1, 0, 8, 7, 6));
    assertThat(answer.latency()).isEqualTo(new DistributionAnswer.Latency(1, 1, 1));
    assertThat(answer.histograms().get("liveness").counts()[90]).isOne();
    assertThat(Arrays.stream(answer.histograms().get("liveness").counts()).sum()).isEqualTo(8);
    assertThat(answer.histograms().get("face_match").missing()).isOne();
    assertThat(answer.jointCounts()[16 * 21 + 18]).isOne();
    assertThat(answer.jointCounts()[20 * 21 + 10]).isOne();
    assertThat(Arrays.stream(answer.jointCounts()).sum()).isEqualTo(8);
  }

  @Test
  void theSeriesHoldsEveryWindowOfTheRange() throws Exception {
    DistributionAnswer answer = answer(DistributionQuery.ALL);

    assertThat(answer.range())
        .isEqualTo(
            new DistributionAnswer.Range(
                NOON, NOON.plusSeconds(900), 300, NOON, NOON.plusSeconds(900)));
    assertThat(answer.series())
        .extracting(DistributionAnswer.Window::start)
        .containsExactly(NOON, FIVE_PAST, NOON.plusSeconds(600));
    assertThat(answer.series())
        .extracting(window -> window.counts().sessions())
        .containsExactly(5L, 0L, 4L);
    DistributionAnswer.Window first = answer.series().get(0);
    assertThat(first.rates()).isEqualTo(new DistributionAnswer.Rates(.4, .2, .2, .2));
    assertThat(first.liveness()).isEqualTo(new DistributionAnswer.Quantiles(12, 12, 50, 70, 90));
    assertThat(first.faceMatch().p50()).isEqualTo(80);
    assertThat(answer.series().get(1).rates()).isNull();
    assertThat(answer.series().get(1).liveness()).isNull();
    assertThat(answer.series().get(1).latency()).isNull();
  }

  @Test
  void eachFilterLeavesOthersOut() throws Exception {
    assertThat(sessions("live_agent", null, null)).isEqualTo(6);
    assertThat(sessions(null, "en", null)).isEqualTo(3);
    assertThat(sessions(null, null, "open-1")).isEqualTo(9);
    assertThat(sessions(null, null, "open-2")).isZero();
    assertThat(sessions("live_agent", "en", null)).isZero();
  }

  @Test
  void aReasonShowsItsSessionsOnlyAndStillAllReasons() throws Exception {
    DistributionAnswer answer =
        answer(new DistributionQuery(null, null, null, "no_reference_photo", null, null));

    assertThat(answer.totals().sessions()).isOne();
    assertThat(answer.totals().needsReview()).isOne();
    assertThat(answer.reasons())
        .containsOnlyKeys("presentation_attack_suspected", "no_reference_photo");
    assertThat(answer.reasons().get("presentation_attack_suspected").declined()).isOne();
    assertThat(answer.choices().reasons())
        .containsExactly("no_reference_photo", "presentation_attack_suspected");
  }

  @Test
  void theFunnelSplitsTheSameSessionsByEachDimension() throws Exception {
    DistributionAnswer answer = answer(DistributionQuery.ALL);

    assertThat(answer.funnel()).containsOnlyKeys("video_mode", "video_language", "model_version");
    assertThat(answer.funnel().get("video_mode"))
        .isEqualTo(
            Map.of(
                "self_record", new SessionCounts(3, 2, 1, 1, 0, 1, 0, 2, 1, 1),
                "live_agent", new SessionCounts(6, 6, 5, 0, 1, 0, 0, 6, 6, 5)));
    assertThat(answer.funnel().get("model_version")).isEqualTo(Map.of("open-1", answer.totals()));
  }

  @Test
  void windowsOfOtherLengthsAreNotAddedUp() throws Exception {
    Instant midnight = NOON.minus(Duration.ofHours(12));
    index.put("hour", record(NOON, HOUR, BANK, approvals(30)));
    index.put("day", record(midnight, DAY, BANK, approvals(700)));

    assertThat(within(NOON, NOON.plus(Duration.ofHours(12)))).isEqualTo(9);
    assertThat(within(NOON, NOON.plus(Duration.ofDays(14)))).isEqualTo(30);
    assertThat(within(midnight, midnight.plus(Duration.ofDays(15)))).isEqualTo(700);
  }

  @Test
  void aRangeLeavesOutWhatLiesOutside() throws Exception {
    assertThat(within(NOON, FIVE_PAST)).isEqualTo(5);
    assertThat(within(FIVE_PAST, NOON.plusSeconds(600))).isZero();
    assertThat(within(FIVE_PAST, NOON.plusSeconds(601))).isEqualTo(4);
  }

  @Test
  void alertsAreThoseOfTheRangeAndTheGroups() throws Exception {
    index.put("k1", alert("bank", FIVE_PAST, BANK));
    index.put("k2", alert("shop", FIVE_PAST, SHOP));
    index.put("k3", alert("tomorrow", NOON.plus(Duration.ofDays(1)), BANK));

    assertThat(answer(DistributionQuery.ALL).alerts())
        .extracting(DistributionAnswer.Drift::alertId)
        .containsExactly("bank", "shop");
    assertThat(answer(new DistributionQuery("self_record", null, null, null, null, null)).alerts())
        .extracting(DistributionAnswer.Drift::message)
        .containsExactly("liveness of self_record sank from 82 to 61");
  }

  @Test
  void anEmptyIndexAnswersToo() throws Exception {
    DistributionAnswer answer =
        DistributionAnswer.of(new DistributionIndex(), READ, DistributionQuery.ALL);

    assertThat(answer.range()).isNull();
    assertThat(answer.series()).isEmpty();
    assertThat(answer.totals()).isEqualTo(SessionCounts.NONE);
    DistributionAnswer ofRange =
        DistributionAnswer.of(
            new DistributionIndex(),
            READ,
            new DistributionQuery(null, null, null, null, NOON, FIVE_PAST));
    assertThat(ofRange.series()).hasSize(1);
    assertThat(ofRange.range().keptFrom()).isNull();
  }

  @Test
  void aRangeOfOneEndReachesToWhatIsKept() throws Exception {
    assertThat(
            answer(new DistributionQuery(null, null, null, null, FIVE_PAST, null))
                .totals()
                .sessions())
        .isEqualTo(4);
    assertThat(
            answer(new DistributionQuery(null, null, null, null, null, FIVE_PAST))
                .totals()
                .sessions())
        .isEqualTo(5);
    assertThatThrownBy(
            () -> answer(new DistributionQuery(null, null, null, null, Instant.EPOCH, null)))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("query:from ");
  }

  @Test
  void theTablesHoldAnHeaderAndALineForEachWindowOrPoint() throws Exception {
    DistributionAnswer answer = answer(DistributionQuery.ALL);

    List<String> series = AnswerCsv.named("series").of(answer).lines().toList();
    assertThat(series).hasSize(4);
    assertThat(series.get(0)).startsWith("window_start,window_seconds,sessions,completed,approved");
    assertThat(series.get(1))
        .startsWith("2026-03-04T12:00:00Z,300,5,4,2,1,1,1,0,4,3,2,0.4,0.2,0.2,0.2,12.0,12.0,50.0");
    assertThat(series.get(2))
        .isEqualTo("2026-03-04T12:05:00Z,300" + ",0".repeat(10) + ",".repeat(17));
    List<String> histograms = AnswerCsv.named("histograms").of(answer).lines().toList();
    assertThat(histograms).hasSize(102).contains("90,91,1,0", "missing,,0,1");
    // No text of a tenant, nothing that a spreadsheet would work out.
    assertThat(String.join(",", series) + "," + String.join(",", histograms))
        .doesNotContainPattern("(^|,)[=+@\\-\\t]");
  }

  private DistributionAnswer answer(DistributionQuery query) throws Problem {
    return DistributionAnswer.of(index, READ, query);
  }

  private long sessions(String mode, String language, String model) throws Exception {
    return answer(new DistributionQuery(mode, language, model, null, null, null))
        .totals()
        .sessions();
  }

  private long within(Instant from, Instant to) throws Exception {
    return answer(new DistributionQuery(null, null, null, null, from, to)).totals().sessions();
  }
}

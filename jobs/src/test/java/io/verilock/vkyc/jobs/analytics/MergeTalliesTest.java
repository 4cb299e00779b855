package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static io.verilock.vkyc.jobs.analytics.Results.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreSketch;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeTalliesTest {
  private static final Duration CORRECTION = Duration.ofDays(2);
  private static final DistributionKey HOUR =
      new DistributionKey(WindowLength.HOUR, NOON.toEpochMilli(), SPANISH, null);
  private static final CountedSession APPROVED =
      new CountedSession(SessionOutcome.APPROVED, false, true, true, true, 80.0, 90.0, 0.5);
  private static final CountedSession IN_REVIEW =
      new CountedSession(SessionOutcome.NEEDS_REVIEW, false, true, true, true, 80.0, 45.0, 0.5);

  private KeyedOneInputStreamOperatorTestHarness<String, PartialTally, ScoreDistribution> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aDistributionIsToldOnceASecondWhileItChanges() throws Exception {
    receive("a", APPROVED);
    receive("b", IN_REVIEW);
    assertThat(operator.extractOutputValues()).isEmpty();
    operator.setProcessingTime(1_000);
    operator.setProcessingTime(5_000);
    assertThat(operator.extractOutputValues()).hasSize(1);
    receive("c", APPROVED);
    operator.setProcessingTime(6_000);

    List<ScoreDistribution> told = operator.extractOutputValues();
    assertThat(told).hasSize(2);
    assertThat(told.get(0).getSessions()).isEqualTo(2);
    ScoreDistribution last = told.get(1);
    assertThat(last.getWindowStart()).isEqualTo(NOON);
    assertThat(last.getWindowSeconds()).isEqualTo(3_600);
    assertThat(last.getTenantId()).isEqualTo("acme");
    assertThat(last.getReason()).isNull();
    assertThat(last.getSessions()).isEqualTo(3);
    assertThat(last.getApproved()).isEqualTo(2);
    assertThat(last.getNeedsReview()).isEqualTo(1);
    assertThat(last.getMatched()).isEqualTo(3);
    assertThat(last.getFaceMatch().getCounts().get(80)).isEqualTo(3);
    assertThat(last.getLiveness().getCounts().get(45)).isEqualTo(1);
    assertThat(last.getJointCounts().get(16 * 21 + 18)).isEqualTo(2);
    assertThat(ScoreSketch.of(last.getLiveness().getSketch().array()).count()).isEqualTo(3);
  }

  @Test
  void aDistributionIsToldBeforeTheWatermarkThatEndsItsWindow() throws Exception {
    receive("a", APPROVED);
    operator.processWatermark(HOUR.end() - 1);
    assertThat(operator.extractOutputValues()).isEmpty();
    operator.processWatermark(HOUR.end());

    List<Object> out = List.copyOf(operator.getOutput());
    assertThat(out.get(1)).isInstanceOf(StreamRecord.class);
    assertThat(out.get(2)).isEqualTo(new Watermark(HOUR.end()));
    operator.setProcessingTime(1_000);
    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void aLateResultCorrectsTheWholeWindow() throws Exception {
    receive("a", IN_REVIEW);
    operator.setProcessingTime(1_000);
    operator.processWatermark(HOUR.end() + CORRECTION.toMillis() - 1);
    SessionTally correction = SessionTally.empty();
    correction.replace(IN_REVIEW, APPROVED);
    operator.processElement(new PartialTally(HOUR, correction.toBytes()), 0);
    operator.setProcessingTime(2_000);

    ScoreDistribution corrected = operator.extractOutputValues().get(1);
    assertThat(corrected.getSessions()).isEqualTo(1);
    assertThat(corrected.getApproved()).isEqualTo(1);
    assertThat(corrected.getNeedsReview()).isZero();
  }

  @Test
  void aClosedWindowTellsWhatItHasNotToldAndHoldsNoState() throws Exception {
    receive("a", APPROVED);
    operator.processWatermark(HOUR.end() + CORRECTION.toMillis());

    assertThat(operator.extractOutputValues()).hasSize(1);
    operator.setProcessingTime(1_000);
    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aWindowGoesOnAfterARestart() throws Exception {
    receive("a", APPROVED);
    var snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    receive("b", APPROVED);
    operator.setProcessingTime(1_000);

    assertThat(operator.extractOutputValues())
        .extracting(ScoreDistribution::getSessions)
        .containsExactly(2L);
  }

  private void receive(String sessionId, CountedSession session) throws Exception {
    SessionTally tally = SessionTally.empty();
    tally.add(sessionId, session);
    operator.processElement(new PartialTally(HOUR, tally.toBytes()), 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PartialTally, ScoreDistribution>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new MergeTallies(CORRECTION)),
        part -> part.key().text(),
        Types.STRING);
  }
}

package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static io.verilock.vkyc.jobs.analytics.Results.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.jobs.distribution.SessionTally.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineChangesTest {
  private OneInputStreamOperatorTestHarness<Change, PartialTally> operator;

  @BeforeEach
  void open() throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new CombineChanges());
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void sessionsOfOneGroupLeaveAsOneTallyPerWindow() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      operator.processElement(first(ended("s" + i, i, NOON, SessionOutcome.APPROVED)), 0);
    }
    assertThat(operator.getOutput()).isEmpty();
    operator.prepareSnapshotPreBarrier(1);

    assertThat(operator.extractOutputValues()).hasSize(3);
    assertThat(operator.extractOutputValues())
        .extracting(part -> part.key().length())
        .containsExactlyInAnyOrder(WindowLength.values());
    assertThat(operator.extractOutputValues())
        .allSatisfy(part -> assertThat(tally(part).sessions()).isEqualTo(1_000));
  }

  @Test
  void aSessionIsCountedForEachOfItsReasonsToo() throws Exception {
    operator.processElement(
        first(ended("s", 1, NOON, SessionOutcome.DECLINED, List.of("no_face", "frozen_video"))), 0);
    operator.endInput();

    assertThat(hours()).containsOnlyKeys("", "no_face", "frozen_video");
    assertThat(hours().values())
        .allSatisfy(tally -> assertThat(tally.count(Count.DECLINED)).isEqualTo(1));
  }

  @Test
  void aCorrectionMovesASessionFromReasonToReason() throws Exception {
    EndedSession before =
        ended("s", 1, NOON, SessionOutcome.NEEDS_REVIEW, List.of("agent_review_pending", "x"));
    EndedSession after = ended("s", 2, NOON, SessionOutcome.APPROVED, List.of("reviewed", "x"));
    operator.processElement(new Change(before, after), 0);
    operator.endInput();

    assertThat(hours().get("").sessions()).isZero();
    assertThat(hours().get("").count(Count.APPROVED)).isEqualTo(1);
    assertThat(hours().get("").count(Count.NEEDS_REVIEW)).isEqualTo(-1);
    assertThat(hours().get("x").sessions()).isZero();
    assertThat(hours().get("agent_review_pending").sessions()).isEqualTo(-1);
    assertThat(hours().get("reviewed").sessions()).isEqualTo(1);
  }

  @Test
  void aSecondIsTheLongestATallyWaits() throws Exception {
    operator.processElement(first(ended("s", 1, NOON, SessionOutcome.APPROVED)), 0);
    operator.setProcessingTime(999);
    assertThat(operator.extractOutputValues()).isEmpty();
    operator.setProcessingTime(1_000);
    assertThat(operator.extractOutputValues()).hasSize(3);
    operator.processElement(first(ended("t", 2, NOON, SessionOutcome.APPROVED)), 0);
    operator.setProcessingTime(2_000);
    assertThat(operator.extractOutputValues()).hasSize(6);
  }

  @Test
  void talliesLeaveBeforeTheWatermarkThatEndsTheirWindow() throws Exception {
    operator.processElement(first(ended("s", 1, NOON, SessionOutcome.APPROVED)), 0);
    long end = NOON.plus(Duration.ofMinutes(5)).toEpochMilli();
    operator.processWatermark(end - 1);
    assertThat(operator.extractOutputValues()).isEmpty();
    operator.processWatermark(end);

    List<Object> out = List.copyOf(operator.getOutput());
    assertThat(out).hasSize(5);
    assertThat(out.subList(1, 4)).hasOnlyElementsOfType(StreamRecord.class);
    assertThat(out.get(4)).isEqualTo(new Watermark(end));
  }

  @Test
  void memoryIsBounded() throws Exception {
    for (int i = 0; i < CombineChanges.MOST_TALLIES; i++) {
      operator.processElement(
          first(ended("s" + i, i, NOON.plus(Duration.ofDays(i)), SessionOutcome.APPROVED)), 0);
    }
    assertThat(operator.extractOutputValues().size())
        .isGreaterThanOrEqualTo(CombineChanges.MOST_TALLIES);
  }

  private Map<String, SessionTally> hours() {
    return operator.extractOutputValues().stream()
        .filter(part -> part.key().length() == WindowLength.HOUR)
        .collect(
            Collectors.toMap(
                part -> part.key().reason() == null ? "" : part.key().reason(),
                CombineChangesTest::tally));
  }

  private static Change first(EndedSession session) {
    return new Change(null, session);
  }

  private static SessionTally tally(PartialTally part) {
    return SessionTally.of(part.tally());
  }
}

package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static io.verilock.vkyc.jobs.analytics.Results.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.schemas.DeadLetter;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackSessionsTest {
  private static final Duration CORRECTION = Duration.ofDays(2);

  private KeyedOneInputStreamOperatorTestHarness<String, EndedSession, Change> operator;

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
  void aReviewChangesWhatWasCounted() throws Exception {
    EndedSession waiting = ended("s", 1, NOON, SessionOutcome.NEEDS_REVIEW);
    EndedSession approved = ended("s", 2, NOON, SessionOutcome.APPROVED);
    operator.processElement(waiting, 0);
    operator.processElement(approved, 0);

    assertThat(operator.extractOutputValues())
        .containsExactly(new Change(null, waiting), new Change(waiting, approved));
  }

  @Test
  void whatWasSaidBeforeIsNotSaidAgain() throws Exception {
    EndedSession first = ended("s", 5, NOON, SessionOutcome.APPROVED);
    operator.processElement(first, 0);
    operator.processElement(first, 0);
    operator.processElement(ended("s", 6, NOON, SessionOutcome.APPROVED), 0);
    operator.processElement(ended("s", 4, NOON, SessionOutcome.DECLINED), 0);

    assertThat(operator.extractOutputValues()).containsExactly(new Change(null, first));
  }

  @Test
  void inAnotherPartitionTheLaterRecordCounts() throws Exception {
    EndedSession first = ended("s", 500, NOON, SessionOutcome.NEEDS_REVIEW);
    operator.processElement(first, 0);
    EndedSession later =
        new EndedSession(
            "s",
            first.topic(),
            1,
            3,
            first.writtenAt() + 1,
            first.analysedAt(),
            first.dimensions(),
            List.of(),
            ended("s", 3, NOON, SessionOutcome.APPROVED).counted());
    operator.processElement(later, 0);
    operator.processElement(first, 0);

    assertThat(operator.extractOutputValues())
        .containsExactly(new Change(null, first), new Change(first, later));
  }

  @Test
  void aLatencyThatWasToldStays() throws Exception {
    EndedSession waiting = ended("s", 1, NOON, SessionOutcome.NEEDS_REVIEW);
    CountedSession withoutLatency =
        new CountedSession(SessionOutcome.APPROVED, true, true, true, true, 80.0, 90.0, null);
    operator.processElement(waiting, 0);
    operator.processElement(
        new EndedSession(
            "s",
            waiting.topic(),
            0,
            2,
            waiting.writtenAt() + 60_000,
            waiting.analysedAt(),
            waiting.dimensions(),
            List.of(),
            withoutLatency),
        0);

    assertThat(operator.extractOutputValues().get(1).after().counted().latencySeconds())
        .isEqualTo(0.5);
  }

  @Test
  void aSessionGoesOnAfterARestart() throws Exception {
    EndedSession waiting = ended("s", 1, NOON, SessionOutcome.NEEDS_REVIEW);
    operator.processElement(waiting, 0);
    var snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    EndedSession declined = ended("s", 2, NOON, SessionOutcome.DECLINED);
    operator.processElement(declined, 0);

    assertThat(operator.extractOutputValues()).containsExactly(new Change(waiting, declined));
  }

  @Test
  void whatIsTooLateIsADeadLetter() throws Exception {
    operator.processWatermark(NOON.plus(CORRECTION).toEpochMilli());
    operator.processElement(ended("late", 7, NOON, SessionOutcome.APPROVED), 0);
    operator.processElement(ended("just", 8, NOON.plusMillis(1), SessionOutcome.APPROVED), 0);

    assertThat(operator.extractOutputValues())
        .extracting(change -> change.after().sessionId())
        .containsExactly("just");
    DeadLetter letter =
        operator.getSideOutput(TrackSessions.DEAD_LETTERS).iterator().next().getValue();
    assertThat(letter.getCode()).isEqualTo("time_out_of_range");
    assertThat(letter.getSessionId()).isEqualTo("late");
    assertThat(letter.getOffset()).isEqualTo(7);
  }

  @Test
  void aSessionThatIsNoLongerCorrectedHoldsNoState() throws Exception {
    operator.processElement(ended("s", 1, NOON, SessionOutcome.NEEDS_REVIEW), 0);
    // Its time moves on with a photo that came late.
    operator.processElement(ended("s", 2, NOON.plusSeconds(60), SessionOutcome.APPROVED), 0);

    operator.processWatermark(NOON.plus(CORRECTION).toEpochMilli());
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
    operator.processWatermark(NOON.plusSeconds(60).plus(CORRECTION).toEpochMilli());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, EndedSession, Change> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TrackSessions(CORRECTION)),
        EndedSession::sessionId,
        Types.STRING);
  }
}

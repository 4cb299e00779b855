package io.verilock.vkyc.jobs.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.distribution.SessionTally.Count;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTallyTest {
  private static final CountedSession APPROVED =
      new CountedSession(SessionOutcome.APPROVED, false, true, true, true, 88.5, 97.0, 1.25);
  private static final CountedSession IN_REVIEW =
      new CountedSession(SessionOutcome.NEEDS_REVIEW, false, true, true, false, null, 61.0, 2.0);
  private static final CountedSession EXPIRED =
      new CountedSession(SessionOutcome.EXPIRED, false, false, false, false, null, null, null);

  @Test
  void countsEachSessionAsItEnded() {
    SessionTally tally = SessionTally.empty();
    tally.add("a", APPROVED);
    tally.add("b", IN_REVIEW);
    tally.add("c", EXPIRED);

    assertThat(tally.sessions()).isEqualTo(3);
    assertThat(counts(tally)).containsExactly(1L, 0L, 1L, 1L, 0L, 2L, 2L, 1L);
    assertThat(tally.faceMatch().counts()[88]).isEqualTo(1);
    assertThat(tally.faceMatch().missing()).as("of completed sessions").isEqualTo(1);
    assertThat(tally.liveness().total()).isEqualTo(2);
    assertThat(tally.joint()[17 * 21 + 19]).isEqualTo(1);
    assertThat(tally.joint()[20 * 21 + 12]).isEqualTo(1);
    assertThat(tally.latency().count()).isEqualTo(2);
    assertThat(tally.sessionSketch().estimate()).isEqualTo(3, within(0.01));
  }

  @Test
  void aReplacedSessionIsCountedOnceAndSketchedOnce() {
    SessionTally tally = SessionTally.empty();
    tally.add("a", IN_REVIEW);
    CountedSession reviewed =
        new CountedSession(SessionOutcome.DECLINED, true, true, true, false, 12.0, 61.0, 2.0);
    tally.replace(IN_REVIEW, reviewed);

    assertThat(counts(tally)).containsExactly(0L, 1L, 0L, 0L, 1L, 1L, 1L, 0L);
    assertThat(tally.faceMatch().total()).isEqualTo(1);
    assertThat(tally.faceMatch().missing()).isZero();
    assertThat(tally.faceMatchSketch().count()).as("a score that is new").isEqualTo(1);
    assertThat(tally.livenessSketch().count()).as("a score that was there").isEqualTo(1);
    assertThat(tally.latency().count()).as("a latency that was there").isEqualTo(1);
  }

  @Test
  void aLatencyThatIsToldLaterIsSketched() {
    CountedSession untimed =
        new CountedSession(SessionOutcome.APPROVED, true, true, true, true, 88.5, 97.0, null);
    SessionTally tally = SessionTally.empty();
    tally.add("a", untimed);
    tally.replace(untimed, APPROVED);

    assertThat(tally.latency().count()).isEqualTo(1);
  }

  @Test
  void whatIsTakenAwayLeavesNoCount() {
    SessionTally tally = SessionTally.empty();
    tally.add("a", APPROVED);
    tally.add("b", IN_REVIEW);
    tally.remove(APPROVED);
    tally.remove(IN_REVIEW);

    assertThat(counts(tally)).containsOnly(0L);
    assertThat(tally.faceMatch().total()).isZero();
    assertThat(tally.faceMatch().missing()).isZero();
    assertThat(tally.joint()).containsOnly(0L);
  }

  @Test
  void partsMergeToTheSameCountsInAnyOrderAndThroughBytes() {
    Random random = new Random(3);
    List<SessionOutcome> outcomes = List.copyOf(EnumSet.allOf(SessionOutcome.class));
    SessionTally whole = SessionTally.empty();
    List<SessionTally> parts = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      SessionTally tally = SessionTally.empty();
      for (int i = 0; i < 50; i++) {
        CountedSession session =
            new CountedSession(
                outcomes.get(random.nextInt(outcomes.size())),
                random.nextBoolean(),
                true,
                random.nextBoolean(),
                false,
                random.nextInt(9) == 0 ? null : random.nextDouble() * 100,
                random.nextInt(9) == 0 ? null : random.nextDouble() * 100,
                random.nextDouble());
        tally.add(part + "-" + i, session);
        whole.add(part + "-" + i, session);
      }
      parts.add(tally);
    }
    // One part takes away more than it adds, as a correction does.
    SessionTally correction = SessionTally.empty();
    correction.remove(APPROVED);
    whole.remove(APPROVED);
    parts.add(correction);
    Collections.shuffle(parts, random);
    SessionTally merged = SessionTally.empty();
    for (SessionTally part : parts) {
      merged.add(SessionTally.of(part.toBytes()));
    }
    merged = SessionTally.of(merged.toBytes());

    assertThat(counts(merged)).isEqualTo(counts(whole));
    assertThat(merged.joint()).isEqualTo(whole.joint());
    assertThat(merged.faceMatch().counts()).isEqualTo(whole.faceMatch().counts());
    assertThat(merged.faceMatch().missing()).isEqualTo(whole.faceMatch().missing());
    assertThat(merged.liveness().counts()).isEqualTo(whole.liveness().counts());
    assertThat(merged.livenessSketch().count()).isEqualTo(whole.livenessSketch().count());
    assertThat(merged.livenessSketch().quantile(0.5))
        .isEqualTo(whole.livenessSketch().quantile(0.5), within(3.0));
    assertThat(merged.sessionSketch().estimate())
        .isEqualTo(1_000, within(1_000 * SessionSketch.error()));
  }

  @Test
  void aSessionInSeveralTalliesIsOneSession() {
    SessionTally one = SessionTally.empty();
    SessionTally other = SessionTally.empty();
    for (int i = 0; i < 500; i++) {
      one.add("session-" + i, APPROVED);
      other.add("session-" + i, APPROVED);
    }
    one.add(other);

    assertThat(one.sessionSketch().estimate()).isEqualTo(500, within(500 * SessionSketch.error()));
  }

  @Test
  void whatIsNoTallyIsRefused() {
    byte[] bytes = SessionTally.empty().toBytes();
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionTally.of(bytes))
        .withMessage("a tally of version 9 is not known");
    assertThatIllegalArgumentException().isThrownBy(() -> SessionTally.of(new byte[] {1, 0}));
  }

  private static List<Long> counts(SessionTally tally) {
    List<Long> counts = new ArrayList<>();
    for (Count count : Count.values()) {
      counts.add(tally.count(count));
    }
    return counts;
  }
}

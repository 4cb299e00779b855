package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadSessionsTest {
  private OneInputStreamOperatorTestHarness<
          io.verilock.vkyc.jobs.io.Received<VideoResult>, EndedSession>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ReadSessions()));
    operator.setup(
        TypeInformation.of(EndedSession.class).createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void takesWhatIsCountedOfACompletedSession() throws Exception {
    EndedSession session = read(Results.approved("s", NOON, 88, 97), 1_250);

    assertThat(session.dimensions().text()).startsWith("self_record/es/open@").endsWith("/acme");
    assertThat(session.analysedAt()).isEqualTo(NOON.toEpochMilli());
    assertThat(session.counted())
        .isEqualTo(
            new CountedSession(SessionOutcome.APPROVED, false, true, true, true, 88.0, 97.0, 1.25));
  }

  @Test
  void theFunnelNarrowsWithEachCheckThatFails() throws Exception {
    VideoResult noFace = Results.approved("s", NOON, 88, 97);
    noFace.setReasons(List.of("no_face"));
    VideoResult attack = Results.approved("s", NOON, 88, 97);
    attack.setChecks(
        List.of(
            Results.check("planar_face", CheckStatus.failed, 3.0),
            Results.check("match_selfie", CheckStatus.passed, 88.0)));
    VideoResult other = Results.approved("s", NOON, 88, 97);
    other.setChecks(
        List.of(
            Results.check("match_selfie", CheckStatus.passed, 88.0),
            Results.check("match_document", CheckStatus.failed, 8.0)));
    VideoResult nothingToMatch = Results.approved("s", NOON, 88, 97);
    nothingToMatch.setChecks(
        List.of(Results.check("match_selfie", CheckStatus.not_performed, null)));

    assertThat(funnel(noFace)).containsExactly(false, false, false);
    assertThat(funnel(attack)).containsExactly(true, false, false);
    assertThat(funnel(other)).containsExactly(true, true, false);
    assertThat(funnel(nothingToMatch)).containsExactly(true, true, false);
    assertThat(funnel(Results.expired("s", NOON))).containsExactly(false, false, false);
  }

  @Test
  void onlyACompletedSessionThatNobodyReviewedTellsTheLatency() throws Exception {
    VideoResult inReview = Results.inReview("s", NOON, "liveness_uncertain");

    assertThat(read(inReview, 700).counted().latencySeconds()).isEqualTo(0.7);
    assertThat(read(inReview, -700).counted().latencySeconds()).isZero();
    assertThat(
            read(Results.reviewed(inReview, Outcome.approved), 90_000).counted().latencySeconds())
        .isNull();
    assertThat(read(Results.expired("s", NOON), 700).counted().latencySeconds()).isNull();
  }

  @Test
  void aLanguageThatIsMadeUpMakesNoGroupOfItsOwn() throws Exception {
    VideoResult result = Results.approved("s", NOON, 88, 97);
    result.setVideoLanguage("x".repeat(10_000));

    assertThat(read(result, 0).dimensions().language()).isEqualTo("other");
  }

  @Test
  void otherModelsAreAnotherVersion() throws Exception {
    VideoResult before = Results.approved("s", NOON, 88, 97);
    VideoResult after = Results.approved("s", NOON, 88, 97);
    after.setModelVersions(Map.of("face_embedder", "open/mobilefacenet@bbbbbbbbbbbb"));

    assertThat(read(before, 0).dimensions().modelVersion())
        .matches("open@[0-9a-f]{12}")
        .isNotEqualTo(read(after, 0).dimensions().modelVersion());
    assertThat(read(Results.expired("s", NOON), 0).dimensions().modelVersion()).isEqualTo("none");
  }

  @Test
  void anOpenSessionIsNotCounted() throws Exception {
    VideoResult open = Results.approved("s", NOON, 88, 97);
    open.setStatus(SessionStatus.in_progress);
    operator.processElement(Results.received(open, 0, 0), 0);

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(ReadSessions.DEAD_LETTERS)).isNull();
  }

  @Test
  void aTimeADayAheadIsADeadLetter() throws Exception {
    long ahead = Duration.ofHours(25).toMillis();
    operator.processElement(Results.received(Results.approved("s", NOON, 88, 97), 42, -ahead), 0);

    assertThat(operator.extractOutputValues()).isEmpty();
    DeadLetter letter =
        operator.getSideOutput(ReadSessions.DEAD_LETTERS).iterator().next().getValue();
    assertThat(letter.getCode()).isEqualTo("time_out_of_range");
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getSessionId()).isEqualTo("s");
  }

  private List<Boolean> funnel(VideoResult result) throws Exception {
    CountedSession counted = read(result, 0).counted();
    return List.of(counted.withFace(), counted.live(), counted.matched());
  }

  private EndedSession read(VideoResult result, long millisLater) throws Exception {
    operator.processElement(Results.received(result, 0, millisLater), 0);
    List<EndedSession> all = operator.extractOutputValues();
    return all.get(all.size() - 1);
  }
}

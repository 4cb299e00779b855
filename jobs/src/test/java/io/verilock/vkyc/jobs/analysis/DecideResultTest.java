package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static io.verilock.vkyc.jobs.analysis.Records.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TimelineSecond;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecideResultTest {
  private static final Duration ORPHAN_WAIT = Duration.ofMinutes(5);
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final DecisionPolicy STRICT =
      DecisionPolicy.BUILT_IN.with("match_selfie", new Band(80, 95));
  private static final TenantPolicies POLICIES =
      new TenantPolicies(DecisionPolicy.BUILT_IN, Map.of("bank", STRICT, "other-bank", STRICT));

  private KeyedTwoInputStreamOperatorTestHarness<String, SessionUpdate, Received<Review>, Outgoing>
      operator;

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
  void completionIsAnnouncedOnceHoweverOftenTheResultIsCorrected() throws Exception {
    operator.processElement1(update(SessionStatus.pending), 0);
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement1(update(SessionStatus.completed), 0);

    assertThat(events()).extracting(WebhookEvent::getType).containsExactly("video.completed");
    assertThat(results()).hasSize(3);
    assertThat(results().get(2).getResult()).isEqualTo(Outcome.approved);
  }

  @Test
  void aTimelineStandsInTheResultAndInNoWebhook() throws Exception {
    SessionUpdate update = update(SessionStatus.completed);
    update
        .result()
        .setTimeline(List.of(new TimelineSecond(0L, 5, 0, 0, null, null, null, List.of())));
    operator.processElement1(update, 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);

    assertThat(results()).hasSize(2).allMatch(result -> result.getTimeline().size() == 1);
    assertThat(events()).hasSize(2).allMatch(event -> event.getData().getTimeline().isEmpty());
  }

  @Test
  void resultsAreCountedUpWhicheverOfTheFirstIsLeftOut() throws Exception {
    operator.processElement1(update(SessionStatus.in_progress), 0);
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);

    assertThat(results()).extracting(VideoResult::getVersion).containsExactly(2, 3, 4, 5);
    assertThat(events()).extracting(event -> event.getData().getVersion()).containsExactly(3, 5);

    try (var slower = harness()) {
      slower.open();
      slower.processElement2(review("a", Outcome.declined, 1), 0);
      slower.processElement1(update(SessionStatus.pending), 0);
      slower.processElement1(update(SessionStatus.in_progress), 0);
      slower.processElement1(update(SessionStatus.completed), 0);
      assertThat(results(slower)).extracting(VideoResult::getVersion).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void aReviewDecidesAndIsAnnouncedOnce() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    operator.processElement2(review("a", Outcome.declined, 2), 0);
    operator.processElement2(review("b", Outcome.approved, 3), 0);

    assertThat(events())
        .extracting(WebhookEvent::getType)
        .containsExactly("video.completed", "video.reviewed");
    VideoResult decided = results().get(1);
    assertThat(decided.getResult()).isEqualTo(Outcome.declined);
    assertThat(decided.getReviewerId()).isEqualTo("reviewer-7");
    assertThat(decided.getAgentId()).isNull();
    assertThat(decided.getReasons().get(0)).isEqualTo("reviewed");
    assertThat(codes()).containsExactly("already_reviewed");
  }

  @Test
  void anAgentsReviewDuringTheCallWaitsForItsEnd() throws Exception {
    operator.processElement2(review("a", Outcome.approved, 1), 0);
    operator.processElement1(update(SessionStatus.in_progress, VideoMode.live_agent), 0);
    assertThat(events()).isEmpty();
    operator.processElement1(update(SessionStatus.completed, VideoMode.live_agent), 0);

    assertThat(events())
        .extracting(WebhookEvent::getType)
        .containsExactly("video.completed", "video.reviewed");
    assertThat(events().get(0).getData().getResult()).isEqualTo(Outcome.needs_review);
    VideoResult decided = results().get(2);
    assertThat(decided.getResult()).isEqualTo(Outcome.approved);
    assertThat(decided.getAgentId()).isEqualTo("agent-7");
    assertThat(decided.getAgentNotes()).isEqualTo("seen");
    assertThat(decided.getReasons()).contains("reviewed").doesNotContain("agent_review_pending");
  }

  @Test
  void aReviewSurvivesACorrectedResult() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    operator.processElement1(update(SessionStatus.completed), 0);

    assertThat(results().get(2).getResult()).isEqualTo(Outcome.declined);
    assertThat(events()).hasSize(2);
  }

  @Test
  void aReviewOfAnExpiredOrUnknownSessionIsADeadLetter() throws Exception {
    operator.processElement1(update(SessionStatus.expired), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    assertThat(codes()).containsExactly("session_ended");

    try (var unknown = harness()) {
      unknown.open();
      unknown.processElement2(review("a", Outcome.declined, 1), 0);
      unknown.setProcessingTime(ORPHAN_WAIT.toMillis());
      assertThat(unknown.getSideOutput(DecideResult.DEAD_LETTERS))
          .extracting(r -> r.getValue().getCode())
          .containsExactly("session_unknown");
      assertThat(unknown.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void idsOfEventsDependOnTheSessionAndTheTypeAlone() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    List<WebhookEvent> once = events();
    try (var again = harness()) {
      again.open();
      again.setProcessingTime(99);
      again.processElement1(update(SessionStatus.completed), 0);
      again.processElement2(review("a", Outcome.declined, 1), 0);
      assertThat(events(again)).isEqualTo(once);
    }
    assertThat(once.get(0).getEventId()).isNotEqualTo(once.get(1).getEventId());
  }

  @Test
  void aRestoreDoesNotAnnounceAgain() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 2), 0);

    assertThat(events()).isEmpty();
  }

  @Test
  void deletionErasesTheResultAndTheState() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement1(new SessionUpdate(SESSION, null), 0);

    Outgoing last = operator.extractOutputValues().get(2);
    assertThat(last.topic()).isEqualTo(Topics.RESULTS.name());
    assertThat(last.key()).isEqualTo(SESSION);
    assertThat(last.value()).isNull();
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void anEndedSessionHoldsNoState() throws Exception {
    operator.processElement1(update(SessionStatus.completed), 0);
    operator.processElement2(review("a", Outcome.declined, 1), 0);
    operator.setProcessingTime(RETENTION.toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void eachTenantsPolicyDecidesItsSessions() throws Exception {
    for (String tenant : List.of("default", "shop", "bank", "other-bank")) {
      SessionUpdate update = update(SessionStatus.completed);
      update.result().setSessionId(tenant);
      update.result().setTenantId(tenant);
      operator.processElement1(new SessionUpdate(tenant, update.result()), 0);
    }

    assertThat(results())
        .extracting(VideoResult::getResult)
        .containsExactly(
            Outcome.approved, Outcome.approved, Outcome.needs_review, Outcome.needs_review);
    assertThat(results())
        .extracting(VideoResult::getPolicyVersion)
        .containsExactly(
            DecisionPolicy.BUILT_IN.version(),
            DecisionPolicy.BUILT_IN.version(),
            STRICT.version(),
            STRICT.version());
    assertThat(STRICT.version()).isNotEqualTo(DecisionPolicy.BUILT_IN.version());
  }

  private static SessionUpdate update(SessionStatus status) {
    return update(status, VideoMode.self_record);
  }

  private static SessionUpdate update(SessionStatus status, VideoMode mode) {
    List<Check> checks = new ArrayList<>();
    if (status == SessionStatus.completed) {
      checks.add(new Check("match_selfie", CheckStatus.unknown, 90.0, List.of(), Map.of(), null));
    }
    return new SessionUpdate(
        SESSION,
        VideoResult.newBuilder()
            .setSessionId(SESSION)
            .setVideoMode(mode)
            .setStatus(status)
            .setChecks(checks)
            .setAnalysedAt(Instant.ofEpochMilli(5))
            .build());
  }

  private List<WebhookEvent> events() throws IOException {
    return events(operator);
  }

  private static List<WebhookEvent> events(
      KeyedTwoInputStreamOperatorTestHarness<String, SessionUpdate, Received<Review>, Outgoing>
          harness)
      throws IOException {
    List<WebhookEvent> events = new ArrayList<>();
    for (Outgoing outgoing : harness.extractOutputValues()) {
      if (outgoing.topic().equals(Topics.WEBHOOKS.name())) {
        events.add(Topics.WEBHOOKS.decode(outgoing.value()));
      }
    }
    return events;
  }

  private List<VideoResult> results() throws IOException {
    return results(operator);
  }

  private static List<VideoResult> results(
      KeyedTwoInputStreamOperatorTestHarness<String, SessionUpdate, Received<Review>, Outgoing> of)
      throws IOException {
    List<VideoResult> results = new ArrayList<>();
    for (Outgoing outgoing : of.extractOutputValues()) {
      if (outgoing.topic().equals(Topics.RESULTS.name())) {
        results.add(Topics.RESULTS.decode(outgoing.value()));
      }
    }
    return results;
  }

  private List<String> codes() {
    return operator.getSideOutput(DecideResult.DEAD_LETTERS).stream()
        .map(r -> r.getValue().getCode())
        .toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SessionUpdate, Received<Review>, Outgoing>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new DecideResult(POLICIES, ORPHAN_WAIT, RETENTION)),
        SessionUpdate::sessionId,
        review -> review.value().getSessionId(),
        TypeInformation.of(String.class));
  }
}

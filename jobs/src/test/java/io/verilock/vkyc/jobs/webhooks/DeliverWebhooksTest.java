package io.verilock.vkyc.jobs.webhooks;

import static io.verilock.vkyc.jobs.webhooks.DeliveryHarness.CONCURRENCY;
import static io.verilock.vkyc.jobs.webhooks.DeliveryHarness.ENDPOINT;
import static io.verilock.vkyc.jobs.webhooks.DeliveryHarness.START;
import static io.verilock.vkyc.jobs.webhooks.DeliveryHarness.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverWebhooksTest {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private DeliveryHarness job;

  @BeforeEach
  void start() throws Exception {
    job = DeliveryHarness.start();
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
  }

  @Test
  void anEventIsSentOnceAndTheAttemptIsWritten() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");

    assertThat(job.sender().all()).hasSize(1);
    assertThat(job.sender().all().get(0).what().url())
        .isEqualTo(URI.create("https://example.com/ep_1"));
    job.answer("evt_1", 204);

    WebhookAttempt attempt = job.attempts().get(0);
    assertThat(job.attempts()).hasSize(1);
    assertThat(attempt.getState()).isEqualTo(DeliveryState.delivered);
    assertThat(attempt.getAttempt()).isEqualTo(1);
    assertThat(attempt.getHttpStatus()).isEqualTo(204);
    assertThat(attempt.getDurationMs()).isEqualTo(7);
    assertThat(attempt.getEventPartition()).isEqualTo(2);
    assertThat(job.deadLetters()).isEmpty();
  }

  @Test
  void whatIsDeliveredLeavesNothingButItsEndpoint() throws Exception {
    job.endpoint(ENDPOINT, true);
    int before = job.stateEntries();
    for (int i = 0; i < 10; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    job.answer("evt_0", 500);
    job.pass(MOMENT);
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(0), 200);
    }

    assertThat(job.attempts()).hasSize(11);
    assertThat(job.stateEntries()).isEqualTo(before);
    job.remove(ENDPOINT);
    assertThat(job.stateEntries()).isZero();
  }

  @Test
  void anEventWaitsUntilItsEndpointIsKnown() throws Exception {
    job.event("anna", "evt_1");
    assertThat(job.sender().all()).isEmpty();

    job.endpoint(ENDPOINT, true);

    assertThat(job.sender().underWay()).containsExactly("evt_1");
  }

  @Test
  void aSessionsEventsGoOneAfterTheOther() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    job.event("anna", "evt_2");
    job.event("ben", "evt_3");
    assertThat(job.sender().underWay()).containsExactly("evt_1", "evt_3");

    job.answer("evt_1", 500);
    assertThat(job.sender().underWay()).containsExactly("evt_3");
    job.pass(MOMENT);
    assertThat(job.sender().underWay()).containsExactly("evt_3", "evt_1");
    job.answer("evt_1", 200);

    assertThat(job.sender().underWay()).containsExactly("evt_3", "evt_2");
  }

  @Test
  void aSessionsOrderHoldsInTheBacklogToo() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < CONCURRENCY; i++) {
      job.event("other-" + i, "evt_other_" + i);
    }
    job.event("anna", "evt_1");
    job.event("anna", "evt_2");
    job.answer("evt_other_0", 200);
    job.answer("evt_other_1", 200);
    job.event("anna", "evt_3");
    assertThat(job.sender().underWay()).containsExactly("evt_other_2", "evt_1");

    job.answer("evt_1", 200);
    assertThat(job.sender().underWay()).containsExactly("evt_other_2", "evt_2");
    job.answer("evt_2", 200);
    assertThat(job.sender().underWay()).containsExactly("evt_other_2", "evt_3");
  }

  @Test
  void aLateEventDoesNotOvertakeThoseOfItsSessionInTheBacklog() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < CONCURRENCY; i++) {
      job.event("other-" + i, "evt_other_" + i);
    }
    job.event("anna", "evt_1");
    job.event("ben", "evt_ben");
    job.event("anna", "evt_2");
    job.answer("evt_other_0", 200);
    assertThat(job.sender().underWay()).contains("evt_1").doesNotContain("evt_ben");

    job.event("anna", "evt_3");
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(job.sender().underWay().size() - 1), 200);
    }

    assertThat(job.sender().all())
        .extracting(HandSender.Call::event)
        .hasSize(CONCURRENCY + 4)
        .containsSubsequence("evt_1", "evt_2", "evt_3");
  }

  @Test
  void noMoreCallsThanAllowedAreUnderWayToOneEndpoint() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.endpoint("ep_2", true);
    for (int i = 0; i < 10; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    assertThat(job.sender().underWay()).containsExactly("evt_0", "evt_1", "evt_2");

    job.event("ep_2", "anna", "evt_other");
    assertThat(job.sender().underWay()).contains("evt_other").hasSize(CONCURRENCY + 1);
    job.answer("evt_1", 200);
    assertThat(job.sender().underWay()).contains("evt_3");
  }

  @Test
  void attemptsFollowEachOtherForThreeDaysAndThenTheEventIsADeadLetter() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    int attempts = 0;
    while (job.deadLetters().isEmpty()) {
      if (job.sender().underWay().isEmpty()) {
        job.pass(Duration.ofMinutes(1));
      } else {
        job.answer("evt_1", 503);
        attempts++;
      }
      assertThat(job.now()).isLessThan(START + WINDOW.plusHours(1).toMillis());
    }

    assertThat(attempts).isBetween(12, 20);
    assertThat(job.now()).isGreaterThanOrEqualTo(START + WINDOW.toMillis());
    List<WebhookAttempt> written = job.attempts();
    assertThat(written)
        .hasSize(attempts)
        .extracting(WebhookAttempt::getEventId)
        .containsOnly("evt_1");
    assertThat(written.get(attempts - 1).getState()).isEqualTo(DeliveryState.given_up);
    assertThat(written.get(attempts - 1).getNextAttemptAt()).isNull();
    DeadLetter letter = job.deadLetters().get(0);
    assertThat(letter.getCode()).isEqualTo("delivery_exhausted");
    assertThat(letter.getTopic()).isEqualTo("video.webhooks");
    assertThat(letter.getPartition()).isEqualTo(2);
    assertThat(letter.getReason()).contains(ENDPOINT, "answered 503");
    List<Long> waits =
        IntStream.range(1, 8)
            .mapToObj(
                i ->
                    written.get(i - 1).getNextAttemptAt().toEpochMilli()
                        - written.get(i - 1).getAt().toEpochMilli())
            .toList();
    assertThat(waits).isSorted();
  }

  @Test
  void aReceiverThatAsksToBeLeftAloneIs() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    job.answer("evt_1", Answer.of(429, Duration.ofMinutes(30), Duration.ZERO));
    job.event("ben", "evt_2");
    job.pass(Duration.ofMinutes(29));
    assertThat(job.sender().underWay()).isEmpty();

    job.pass(Duration.ofMinutes(2));

    assertThat(job.sender().underWay()).hasSize(1);
    job.answer(job.sender().underWay().get(0), 200);
    assertThat(job.sender().underWay()).hasSize(1);
  }

  @Test
  void anEndpointThatFailsIsProbedUntilItWorksAndThenGetsWhatWaited() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < 20; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    int failures = 0;
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(0), 500);
      failures++;
    }
    assertThat(failures).isLessThan(8);
    assertThat(job.statuses())
        .extracting(WebhookEndpointStatus::getState)
        .containsExactly(EndpointState.active, EndpointState.failing);

    job.pass(Duration.ofSeconds(7));
    assertThat(job.sender().underWay()).as("though retries are due").isEmpty();
    job.pass(Duration.ofSeconds(4));
    assertThat(job.sender().underWay()).hasSize(1);
    job.answer(job.sender().underWay().get(0), 500);
    job.pass(Duration.ofSeconds(19));
    assertThat(job.sender().underWay()).as("waits longer the second time").isEmpty();
    job.pass(Duration.ofSeconds(2));
    assertThat(job.sender().underWay()).hasSize(1);

    job.answer(job.sender().underWay().get(0), 200);
    assertThat(job.sender().underWay()).hasSize(CONCURRENCY);
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(0), 200);
    }
    assertThat(job.attempts())
        .filteredOn(attempt -> attempt.getState() == DeliveryState.delivered)
        .as("none waits for a timer of its own")
        .hasSize(20);
    assertThat(job.statuses()).hasSize(3);
    assertThat(job.statuses().get(2).getState()).isEqualTo(EndpointState.active);
  }

  @Test
  void whatWaitsForALaterAttemptIsSentOnceTheEndpointWorksAgain() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    for (int i = 0; i < 4; i++) {
      job.answer("evt_1", 500);
      job.pass(Duration.ofMinutes(3));
    }
    job.answer("evt_1", 500);
    job.event("ben", "evt_2");
    job.pass(Duration.ofSeconds(11));
    assertThat(job.sender().underWay()).as("the probe").containsExactly("evt_2");

    job.answer("evt_2", 200);

    assertThat(job.sender().underWay()).containsExactly("evt_1");
  }

  @Test
  void anEndpointThatIsGoneGetsNothingUntilItIsSavedAgain() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    job.event("anna", "evt_2");
    job.answer("evt_1", 410);
    job.event("ben", "evt_3");

    assertThat(job.sender().underWay()).isEmpty();
    assertThat(job.deadLetters())
        .hasSize(3)
        .extracting(DeadLetter::getCode)
        .containsOnly("endpoint_disabled");
    assertThat(job.statuses().get(1).getState()).isEqualTo(EndpointState.gone);

    job.endpoint(ENDPOINT, true);
    job.event("ben", "evt_4");
    assertThat(job.sender().underWay()).containsExactly("evt_4");
    assertThat(job.statuses().get(2).getState()).isEqualTo(EndpointState.active);
  }

  @Test
  void whatWaitsForADisabledEndpointIsADeadLetter() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < 500; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    job.answer("evt_0", 500);

    job.endpoint(ENDPOINT, false);

    assertThat(job.deadLetters()).hasSize(500 - CONCURRENCY);
    job.answer("evt_1", 200);
    job.answer("evt_2", 500);
    job.answer("evt_3", 500);
    assertThat(job.deadLetters()).hasSize(499);
    assertThat(job.sender().underWay()).isEmpty();
  }

  @Test
  void aRemovedEndpointLeavesNothing() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < 500; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    job.remove(ENDPOINT);
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(0), 500);
    }

    assertThat(job.deadLetters()).hasSize(500);
    assertThat(job.stateEntries()).isZero();
  }

  @Test
  void aChangedEndpointIsTriedAtOnce() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    for (int i = 0; i < 4; i++) {
      job.answer("evt_1", 500);
      job.pass(Duration.ofMinutes(5));
    }
    job.answer("evt_1", 500);
    assertThat(job.sender().underWay()).isEmpty();

    job.endpoint(ENDPOINT, true);

    assertThat(job.sender().underWay()).containsExactly("evt_1");
    job.answer("evt_1", 200);
    job.pass(WINDOW);
    assertThat(job.sender().underWay()).as("its old timer finds nothing").isEmpty();
  }

  @Test
  void whatIsUnderWayIsNotSentAgainWhenItsEndpointChanges() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");

    job.endpoint(ENDPOINT, true);

    assertThat(job.sender().underWay()).containsExactly("evt_1");
  }

  @Test
  void anOlderRecordOfAnEndpointChangesNothing() throws Exception {
    job.endpoint(ENDPOINT, true);
    var older = job.endpointOf(ENDPOINT, false);
    older.setUpdatedAt(Instant.ofEpochMilli(START - 1));

    job.change(new EndpointChange(ENDPOINT, older));
    job.event("anna", "evt_1");

    assertThat(job.sender().underWay()).containsExactly("evt_1");
  }

  @Test
  void whatWasUnderWayIsSentAgainAfterAFailure() throws Exception {
    job.endpoint(ENDPOINT, true);
    for (int i = 0; i < 6; i++) {
      job.event("session-" + i, "evt_" + i);
    }
    job.event("session-0", "evt_last");
    job.answer("evt_1", 500);

    job = job.restored();

    assertThat(job.sender().underWay()).containsExactlyInAnyOrder("evt_0", "evt_2", "evt_3");
    job.pass(MOMENT);
    while (!job.sender().underWay().isEmpty()) {
      job.answer(job.sender().underWay().get(0), 200);
    }
    assertThat(job.attempts())
        .extracting(WebhookAttempt::getEventId)
        .hasSize(7)
        .contains("evt_1", "evt_4", "evt_5")
        .containsSubsequence("evt_0", "evt_last");
    assertThat(job.attempts())
        .filteredOn(attempt -> attempt.getEventId().equals("evt_1"))
        .extracting(WebhookAttempt::getAttempt)
        .containsExactly(2);
  }

  @Test
  void anOpenCircuitSurvivesAFailure() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    job.answer("evt_1", Answer.of(503, Duration.ofHours(1), Duration.ZERO));
    job.event("ben", "evt_2");

    job = job.restored();

    assertThat(job.sender().underWay()).isEmpty();
    job.pass(Duration.ofMinutes(61));
    assertThat(job.sender().underWay()).hasSize(1);
  }

  @Test
  void whatWasNeverTriedInThreeDaysIsADeadLetter() throws Exception {
    job.endpoint(ENDPOINT, true);
    job.event("anna", "evt_1");
    job.answer("evt_1", Answer.of(503, Duration.ofDays(9), Duration.ZERO));
    for (int i = 0; i < 450; i++) {
      job.event("session-" + i, "evt_late_" + i);
    }

    job.pass(WINDOW.plusDays(7));

    assertThat(job.deadLetters()).hasSize(450);
    assertThat(job.attempts().get(1).getAttempt()).isZero();
    assertThat(job.attempts().get(1).getState()).isEqualTo(DeliveryState.given_up);
    assertThat(job.sender().underWay()).containsExactly("evt_1");
  }

  @Test
  void aTestIsSentAtOnceAndOnlyOnce() throws Exception {
    job.endpoint(ENDPOINT, false);
    job.test("evt_test");
    assertThat(job.sender().underWay()).containsExactly("evt_test");

    job.answer("evt_test", 500);
    job.pass(WINDOW);

    assertThat(job.sender().all()).hasSize(1);
    assertThat(job.attempts()).hasSize(1);
    assertThat(job.attempts().get(0).getRequestId()).isEqualTo("req_1");
    assertThat(job.attempts().get(0).getState()).isEqualTo(DeliveryState.given_up);
    assertThat(job.deadLetters()).isEmpty();
  }

  @Test
  void onlyKeysThatHaveNotExpiredSign() throws Exception {
    var endpoint = job.endpointOf(ENDPOINT, true);
    var secret = endpoint.getSigningKeys().get(0).getSecret();
    endpoint.setSigningKeys(
        List.of(
            new io.verilock.vkyc.schemas.SigningKey(secret, null),
            new io.verilock.vkyc.schemas.SigningKey(
                secret, Instant.ofEpochMilli(START).plusSeconds(60))));
    job.change(new EndpointChange(ENDPOINT, endpoint));
    job.event("anna", "evt_1");
    assertThat(job.sender().all().get(0).what().keys()).hasSize(2);

    job.pass(Duration.ofSeconds(60));
    job.event("ben", "evt_2");

    assertThat(job.sender().all().get(1).what().keys()).hasSize(1);
  }
}

package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes what becomes of deliveries and of endpoints. */
final class DeliveryLog {
  private final Consumer<Outgoing> output;
  private final Consumer<DeadLetter> deadLetters;

  DeliveryLog(Consumer<Outgoing> output, Consumer<DeadLetter> deadLetters) {
    this.output = output;
    this.deadLetters = deadLetters;
  }

  /** An attempt that was answered, or was not. */
  record Attempt(Delivery delivery, int number, long startedAt, Answer answer) {}

  void delivered(Attempt attempt) {
    write(attempt, DeliveryState.delivered, null);
  }

  void retrying(Attempt attempt, long dueAt) {
    write(attempt, DeliveryState.retrying, Instant.ofEpochMilli(dueAt));
  }

  /** The attempt was the last. */
  void givenUp(Attempt attempt, DeadLetterCode code) {
    write(attempt, DeliveryState.given_up, null);
    deadLetter(attempt.delivery(), attempt.number(), code, attempt.answer().reason());
  }

  /** There will be no other attempt. */
  void givenUp(Pending pending, long now, DeadLetterCode code, String reason) {
    noAttempt(pending, now, code, reason);
    deadLetter(pending.delivery(), pending.attempts(), code, reason);
  }

  /** What came of a test: it is not tried again, and nobody misses it. */
  void tested(Attempt attempt) {
    boolean taken = attempt.answer().taken();
    write(attempt, taken ? DeliveryState.delivered : DeliveryState.given_up, null);
  }

  /** A test that could not be made. */
  void notTested(Delivery test, long now, String reason) {
    noAttempt(Pending.of(test, now), now, DeadLetterCode.ENDPOINT_UNKNOWN, reason);
  }

  /** How an endpoint does from now on. */
  void status(WebhookEndpoint endpoint, EndpointState state, long now, String reason) {
    WebhookEndpointStatus status =
        new WebhookEndpointStatus(
            endpoint.getEndpointId(),
            endpoint.getTenantId(),
            state,
            Instant.ofEpochMilli(now),
            reason);
    output.accept(Outgoing.of(Topics.WEBHOOK_ENDPOINT_STATUS, status));
  }

  /** Forgets how an endpoint did that was removed. */
  void noStatus(String endpointId) {
    output.accept(Outgoing.erasing(Topics.WEBHOOK_ENDPOINT_STATUS, endpointId));
  }

  private void write(Attempt attempt, DeliveryState state, Instant nextAt) {
    Answer answer = attempt.answer();
    write(
        of(attempt.delivery(), attempt.number(), attempt.startedAt())
            .setDurationMs((int) answer.duration().toMillis())
            .setState(state)
            .setHttpStatus(answer.status() == 0 ? null : answer.status())
            .setFailure(answer.taken() ? null : answer.failure().code())
            .setReason(answer.reason())
            .setNextAttemptAt(nextAt));
  }

  private void noAttempt(Pending pending, long now, DeadLetterCode code, String reason) {
    write(
        of(pending.delivery(), pending.attempts(), now)
            .setDurationMs(0)
            .setState(DeliveryState.given_up)
            .setFailure(code.name().toLowerCase(Locale.ROOT))
            .setReason(reason));
  }

  private void write(WebhookAttempt.Builder attempt) {
    output.accept(Outgoing.of(Topics.WEBHOOK_ATTEMPTS, attempt.build()));
  }

  private static WebhookAttempt.Builder of(Delivery delivery, int attempts, long at) {
    return WebhookAttempt.newBuilder()
        .setEventId(delivery.eventId())
        .setEventType(delivery.eventType())
        .setSessionId(delivery.sessionId())
        .setTenantId(delivery.tenantId())
        .setEndpointId(delivery.endpointId())
        .setRequestId(delivery.requestId())
        .setEventPartition(delivery.partition())
        .setEventOffset(delivery.offset())
        .setAttempt(attempts)
        .setAt(Instant.ofEpochMilli(at));
  }

  private void deadLetter(Delivery delivery, int attempts, DeadLetterCode code, String reason) {
    deadLetters.accept(
        code.letter(
            DeliverWebhooks.UID,
            Topics.WEBHOOKS.name(),
            delivery.partition(),
            delivery.offset(),
            delivery.sessionId(),
            "endpoint %s, %d attempts: %s".formatted(delivery.endpointId(), attempts, reason)));
  }
}

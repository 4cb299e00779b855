package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import io.verilock.vkyc.schemas.WireFormat;
import java.time.Instant;
import java.util.Locale;

/** What is written of deliveries and of endpoints. */
final class DeliveryRecords {
  private final WireFormat<WebhookAttempt> attempt = new WireFormat<>(WebhookAttempt.class);
  private final WireFormat<WebhookEndpointStatus> status =
      new WireFormat<>(WebhookEndpointStatus.class);

  /** An attempt that was answered, or was not. */
  Outgoing attempt(
      Delivery delivery,
      int attempts,
      long startedAt,
      Answer answer,
      DeliveryState state,
      Instant nextAt) {
    return outgoing(
        of(delivery, attempts, startedAt)
            .setDurationMs((int) answer.duration().toMillis())
            .setState(state)
            .setHttpStatus(answer.status() == 0 ? null : answer.status())
            .setFailure(answer.taken() ? null : answer.failure().code())
            .setReason(answer.reason())
            .setNextAttemptAt(nextAt)
            .build());
  }

  /** A delivery that was given up without another attempt. */
  Outgoing givenUp(Pending pending, long now, String failure, String reason) {
    return outgoing(
        of(pending.delivery(), pending.attempts(), now)
            .setDurationMs(0)
            .setState(DeliveryState.given_up)
            .setFailure(failure.toLowerCase(Locale.ROOT))
            .setReason(reason)
            .build());
  }

  /** How an endpoint does from now on. */
  Outgoing status(WebhookEndpoint endpoint, EndpointState state, long now, String reason) {
    return new Outgoing(
        Topics.WEBHOOK_ENDPOINT_STATUS,
        endpoint.getEndpointId(),
        status.encode(
            new WebhookEndpointStatus(
                endpoint.getEndpointId(),
                endpoint.getTenantId(),
                state,
                Instant.ofEpochMilli(now),
                reason)));
  }

  /** Forgets how an endpoint did that was removed. */
  Outgoing noStatus(String endpointId) {
    return new Outgoing(Topics.WEBHOOK_ENDPOINT_STATUS, endpointId, null);
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

  private Outgoing outgoing(WebhookAttempt record) {
    return new Outgoing(Topics.WEBHOOK_ATTEMPTS, record.getSessionId(), attempt.encode(record));
  }
}

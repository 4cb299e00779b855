package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.Circuit;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint does, as far as its deliveries tell.
 *
 * @param refusal why it gets nothing more, whatever its settings say; null where it does
 */
record EndpointHealth(Circuit circuit, String refusal) {
  /** An endpoint that nothing is known against. */
  static final EndpointHealth WELL = new EndpointHealth(Circuit.CLOSED, null);

  /** Whether nothing keeps calls from it. */
  boolean well() {
    return refusal == null && circuit.closed();
  }

  /**
   * Why the endpoint gets nothing; empty where it does, or is not known yet.
   *
   * @param endpoint null where it is not known
   */
  Optional<String> refused(WebhookEndpoint endpoint) {
    return endpoint != null && !endpoint.getEnabled()
        ? Optional.of("the endpoint is disabled")
        : Optional.ofNullable(refusal);
  }

  /** Its settings are gone. */
  EndpointHealth removed() {
    return new EndpointHealth(Circuit.CLOSED, "the endpoint was removed");
  }

  /** How it does after an answer that had this outcome. */
  EndpointHealth after(DeliveryOutcome outcome, Answer answer, long now) {
    if (outcome instanceof DeliveryOutcome.Delivered) {
      return new EndpointHealth(Circuit.CLOSED, refusal);
    }
    if (outcome instanceof DeliveryOutcome.Gone) {
      return new EndpointHealth(circuit, "the endpoint answered that it is gone");
    }
    Duration pause = answer.pause().orElse(Duration.ZERO);
    return new EndpointHealth(circuit.afterFailure(now, pause), refusal);
  }

  /** What is to be said of it now, where that is news. */
  Optional<EndpointState> newsSince(EndpointHealth before) {
    if (refusal != null) {
      return before.refusal == null ? Optional.of(EndpointState.gone) : Optional.empty();
    }
    if (well() == before.well()) {
      return Optional.empty();
    }
    return Optional.of(well() ? EndpointState.active : EndpointState.failing);
  }
}

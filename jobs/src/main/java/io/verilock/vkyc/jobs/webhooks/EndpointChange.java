package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.WebhookEndpoint;

/**
 * An endpoint as it is from now on.
 *
 * @param endpoint null where it was removed
 */
public record EndpointChange(String endpointId, WebhookEndpoint endpoint) {
  /**
   * Whether this counts where {@code known} is known: a removal always does, an endpoint if it was
   * written later. The same record read again, after a restart, changes nothing.
   *
   * @param known null where nothing is known
   */
  boolean supersedes(WebhookEndpoint known) {
    return known == null
        || endpoint == null
        || endpoint.getUpdatedAt().isAfter(known.getUpdatedAt());
  }
}

package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.schemas.WebhookEndpoint;

/**
 * An endpoint as it is from now on.
 *
 * @param endpoint null where it was removed
 */
public record EndpointChange(String endpointId, WebhookEndpoint endpoint) {}

package io.verilock.vkyc.jobs.delivery;

import io.verilock.vkyc.schemas.SigningSecret;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One POST of a webhook.
 *
 * @param url where to; passed {@link io.verilock.vkyc.schemas.EndpointUrl}
 * @param keys that sign, at least one
 * @param id of the event, the same in every attempt
 * @param at time of this attempt, sent to the second
 * @param body JSON
 */
public record WebhookCall(URI url, List<SigningSecret> keys, String id, Instant at, byte[] body) {}

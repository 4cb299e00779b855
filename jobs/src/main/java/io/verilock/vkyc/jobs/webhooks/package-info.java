/**
 * The job that dispatches webhooks: which endpoints get an event, and its delivery to each of them.
 * Reading order: {@link io.verilock.vkyc.jobs.webhooks.WebhookDispatchJob}, {@code FanOutEvents},
 * {@code DeliverWebhooks}.
 */
package io.verilock.vkyc.jobs.webhooks;

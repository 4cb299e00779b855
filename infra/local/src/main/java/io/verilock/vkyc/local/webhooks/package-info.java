/** Webhook endpoints and deliveries of a running stack, as their topics tell them. */
package io.verilock.vkyc.local.webhooks;

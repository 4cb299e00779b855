/** Webhook endpoints over HTTP. */
package io.verilock.vkyc.gateway.webhooks;

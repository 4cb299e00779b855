/** Endpoints, their deliveries, and what is asked of the dispatch. */
package io.verilock.vkyc.client.webhooks;

/**
 * Sends webhooks after the Standard Webhooks specification, version 1.0.0: signing, where may be
 * sent to, the HTTP call, and when the next attempt is due. Knows nothing of Flink.
 */
package io.verilock.vkyc.jobs.delivery;

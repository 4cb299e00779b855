package io.verilock.vkyc.jobs.io;

/**
 * A record to write. All outputs of a job go through one sink, so that a result and its webhook
 * become visible in one transaction.
 *
 * @param key the session, or null where it is not known
 * @param value encoded record; null deletes what stands under the key
 */
public record Outgoing(String topic, String key, byte[] value) {}

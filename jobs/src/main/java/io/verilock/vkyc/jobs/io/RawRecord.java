package io.verilock.vkyc.jobs.io;

/**
 * A record as it stands in its topic, before anyone trusts it.
 *
 * @param timestampMillis the topic's timestamp
 * @param key what the record stands under, or null
 * @param value bytes of the record; null where the topic has none
 */
public record RawRecord(
    String topic, int partition, long offset, long timestampMillis, String key, byte[] value) {}

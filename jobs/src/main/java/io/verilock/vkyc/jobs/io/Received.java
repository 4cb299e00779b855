package io.verilock.vkyc.jobs.io;

/**
 * A record with the place it came from.
 *
 * @param timestampMillis the topic's timestamp
 */
public record Received<T>(
    T value, String topic, int partition, long offset, long timestampMillis) {}

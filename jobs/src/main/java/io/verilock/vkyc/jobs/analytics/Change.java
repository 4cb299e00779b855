package io.verilock.vkyc.jobs.analytics;

/**
 * A session that is counted otherwise than before.
 *
 * @param before as it is counted, or null
 */
public record Change(EndedSession before, EndedSession after) {}

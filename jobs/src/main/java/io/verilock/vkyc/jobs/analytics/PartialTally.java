package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.SessionTally;

/**
 * What is to be added to the tally of a window and group.
 *
 * @param tally bytes of a {@link SessionTally}
 */
public record PartialTally(DistributionKey key, byte[] tally) {}

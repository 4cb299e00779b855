package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.DriftLevel;

/**
 * A drift under way.
 *
 * @param since start of its first window, milliseconds since 1970
 * @param last start of the last window it was seen in
 * @param level the highest told
 */
public record DriftRun(long since, long last, DriftLevel level) {}

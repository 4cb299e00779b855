package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.speech.AskedPhrase;

/**
 * Where a piece belongs, and where it came from.
 *
 * @param take of the recording, from 1
 * @param sequence its place in the take, from 0
 * @param last whether the take, and with it the recording, ends here
 * @param maxDurationSeconds longest video the session allows; 0 for the job's own limit
 * @param language of what is said; null where nobody wants to read it
 * @param phrase that is to be said; null where none is
 * @param partition partition of the chunks' topic it came from
 * @param offset its offset there
 */
public record ChunkPlace(
    int take,
    int sequence,
    boolean last,
    int maxDurationSeconds,
    String language,
    AskedPhrase phrase,
    int partition,
    long offset) {}

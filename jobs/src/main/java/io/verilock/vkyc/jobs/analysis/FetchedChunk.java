package io.verilock.vkyc.jobs.analysis;

/**
 * A piece of a recording with its bytes.
 *
 * @param bytes the piece; null where the recording was abandoned or the bytes are missing
 * @param missing whether the chunk names bytes that are not to be had
 */
public record FetchedChunk(OrderedChunk chunk, byte[] bytes, boolean missing) {}

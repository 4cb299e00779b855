package io.verilock.vkyc.jobs.decision;

/**
 * How the recording ended.
 *
 * @param frames sampled frames whose evidence belongs to the session
 * @param audioPieces pieces of audio given to speech detection
 * @param durationMicros true length of the video
 * @param audio {@code none}, {@code decoded}, {@code codec_not_supported} or {@code damaged}
 * @param makers what the recording says of the programs that made it, in lower case
 * @param kept whether the recording goes to the object store
 * @param error code of what ended the analysis early, or null
 */
public record RecordingEvidence(
    int frames,
    int audioPieces,
    long durationMicros,
    String audio,
    String makers,
    boolean kept,
    String error) {}

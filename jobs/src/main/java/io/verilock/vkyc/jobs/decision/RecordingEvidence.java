package io.verilock.vkyc.jobs.decision;

/**
 * How the recording ended.
 *
 * @param frames sampled frames whose evidence belongs to the session
 * @param audioPieces pieces of audio given to speech detection
 * @param durationMicros true length of the video
 * @param ranBackMicros by how much the container's times ran back, all in all
 * @param audio {@code none}, {@code decoded}, {@code codec_not_supported} or {@code damaged}
 * @param makers what the recording says of the programs that made it, in lower case
 * @param kept whether the recording goes to the object store
 * @param error code of what ended the analysis early, or null
 */
public record RecordingEvidence(
    int frames,
    int audioPieces,
    long durationMicros,
    long ranBackMicros,
    String audio,
    String makers,
    boolean kept,
    String error) {
  /** What rounding makes of times that do not run back, and more. */
  private static final long TOLERATED_MICROS = 100_000;

  /** Whether its times go on from the first picture to the last. */
  public boolean continuous() {
    return ranBackMicros < TOLERATED_MICROS;
  }
}

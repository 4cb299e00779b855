package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.jobs.media.MediaSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the recording ended.
 *
 * @param frames sampled frames whose evidence belongs to the session
 * @param audioPieces pieces of audio given to speech detection
 * @param decodedFrames pictures that the recording holds, sampled or not
 * @param durationMicros true length of the video
 * @param ranBackMicros by how much the container's times ran back, all in all
 * @param missingMicros how much of the video is not there, as far as can be told; 0 where nothing
 *     is
 * @param damage code of what is wrong with a recording that was analysed, or null
 * @param audio what became of the sound, an {@link MediaSummary.AudioState} in lower case
 * @param makers what the recording says of the programs that made it, in lower case
 * @param kept whether the recording goes to the object store
 * @param error code of what ended the analysis early, or null
 */
public record RecordingEvidence(
    int frames,
    int audioPieces,
    int decodedFrames,
    long durationMicros,
    long ranBackMicros,
    long missingMicros,
    String damage,
    String audio,
    String makers,
    boolean kept,
    String error) {
  /** What rounding makes of times that do not run back, and more. */
  private static final long TOLERATED_MICROS = 100_000;

  /**
   * What a decoder made of a recording.
   *
   * @param summary null where it was given up
   * @param error code of why, or null
   */
  public static RecordingEvidence of(
      int frames, int audioPieces, MediaSummary summary, boolean kept, String error) {
    return summary == null
        ? new RecordingEvidence(frames, audioPieces, 0, 0, 0, 0, null, "none", "", kept, error)
        : new RecordingEvidence(
            frames,
            audioPieces,
            summary.decodedFrames(),
            summary.durationMicros(),
            summary.ranBackMicros(),
            summary.missingMicros(),
            damage(summary),
            summary.audio().name().toLowerCase(Locale.ROOT),
            summary.makers(),
            kept,
            error);
  }

  /** Demuxers take the head of a second recording for damage: there, the times say it. */
  private static String damage(MediaSummary summary) {
    if (summary.cut()) {
      return Reason.RECORDING_TRUNCATED.code();
    }
    return summary.damaged() && summary.ranBackMicros() == 0
        ? Reason.RECORDING_DAMAGED.code()
        : null;
  }

  /** Codes of what is remarkable about the recording itself. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (ranBackMicros >= TOLERATED_MICROS) {
      remarks.add(Reason.TIMESTAMPS_NOT_CONTINUOUS.code());
    }
    if (damage != null) {
      remarks.add(damage);
    }
    return remarks;
  }
}

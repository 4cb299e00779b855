package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the mouth opens when it is loud: the correlation of both, as in the weaker kind of
 * synchrony measures of Sieranoja et al. (2018). It only ever asks a reviewer to look: of genuine
 * recordings some with music or a dubbed voice have none, of exchanged voices some have it by
 * chance. docs/speech.md has the counts.
 */
final class AudioVideoSync {
  private static final String OUT_OF_SYNC = "audio_video_out_of_sync";
  private static final double LEAST = 0.1;
  private static final double ENOUGH_SPEECH = 2;
  private static final int ENOUGH_FRAMES = 10;

  /** Windows by which sound and picture may be apart, a tenth of a second. */
  private static final int MOST_APART = 3;

  private static final double WINDOWS_PER_SECOND = 16_000.0 / VoiceActivityDetector.WINDOW;

  private AudioVideoSync() {}

  /**
   * Makes the check.
   *
   * @param frames in the order of their presentation timestamps
   */
  static Check check(List<FrameEvidence> frames, SpeechEvidence speech) {
    if (speech.seconds() == null) {
      return Checks.unscored(
          CheckName.AUDIO_VIDEO_SYNC,
          CheckStatus.not_available,
          Map.of(),
          List.of(SpeechCheck.DETECTION_NOT_AVAILABLE));
    }
    byte[] levels = speech.levels().halfDecibels();
    List<FrameEvidence> seen =
        frames.stream()
            .filter(frame -> frame.sighting().mouthOpening() > 0)
            .filter(frame -> window(frames, frame) < levels.length)
            .toList();
    if (speech.seconds() < ENOUGH_SPEECH || seen.size() < ENOUGH_FRAMES || levels.length == 0) {
      return Checks.unscored(
          CheckName.AUDIO_VIDEO_SYNC, CheckStatus.not_performed, Map.of(), List.of());
    }
    double correlation = -1;
    for (int apart = -MOST_APART; apart <= MOST_APART; apart++) {
      correlation = Math.max(correlation, correlation(frames, seen, levels, apart));
    }
    Map<String, Double> measures = new HashMap<>();
    measures.put("correlation", correlation);
    measures.put("frames", (double) seen.size());
    boolean together = correlation >= LEAST;
    return Checks.unscored(
        CheckName.AUDIO_VIDEO_SYNC,
        together ? CheckStatus.passed : CheckStatus.uncertain,
        measures,
        together ? List.of() : List.of(OUT_OF_SYNC));
  }

  /**
   * Pearson's, of the opening on each frame and the level then; 0 where one of them is constant.
   */
  private static double correlation(
      List<FrameEvidence> frames, List<FrameEvidence> seen, byte[] levels, int apart) {
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumYY = 0;
    double sumXY = 0;
    int count = 0;
    for (FrameEvidence frame : seen) {
      int window = window(frames, frame) + apart;
      if (window >= 1 && window < levels.length - 1) {
        double x = frame.sighting().mouthOpening();
        double y = (levels[window - 1] + levels[window] + levels[window + 1]) / 3.0;
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumYY += y * y;
        sumXY += x * y;
        count++;
      }
    }
    double spread =
        Math.sqrt(
            Math.max(0, count * sumXX - sumX * sumX) * Math.max(0, count * sumYY - sumY * sumY));
    return spread < 1e-6 ? 0 : (count * sumXY - sumX * sumY) / spread;
  }

  /** The window of sound that begins at or before a frame; sound and pictures begin together. */
  private static int window(List<FrameEvidence> frames, FrameEvidence frame) {
    long start = frames.get(0).presentationTimeMicros();
    return (int) ((frame.presentationTimeMicros() - start) / 1e6 * WINDOWS_PER_SECOND);
  }
}

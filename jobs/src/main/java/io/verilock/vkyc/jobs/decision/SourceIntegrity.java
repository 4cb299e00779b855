package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a video comes from a camera and as it was recorded, as far as the page that recorded it
 * tells. Who forges with care gives a virtual camera another name, so that none found says little.
 */
public final class SourceIntegrity {
  /**
   * Parts of the names that virtual cameras give themselves, in lower case. Programs that show a
   * phone's camera on a computer are not among them.
   */
  private static final List<String> VIRTUAL =
      List.of(
          "altercam",
          "camtwist",
          "dummy video device",
          "e2esoft vcam",
          "manycam",
          "mmhmm",
          "obs virtual",
          "obs-camera",
          "snap camera",
          "sparkocam",
          "splitcam",
          "unity video capture",
          "v4l2loopback",
          "virtual camera",
          "virtual webcam",
          "webcamoid",
          "xsplit",
          "youcam");

  /** Seconds of a recording that may be over before its first chunk is there. */
  private static final double FIRST_CHUNK_SECONDS = 2;

  /**
   * How a completed session's recording came: live where its chunks came over at least half of the
   * time that recording them took, its first seconds aside.
   *
   * @param evidence null where no page tells
   */
  public static Capture capture(CaptureEvidence evidence, RecordingEvidence recording) {
    // Of a recording that could not be analysed nobody knows how long it is.
    if (evidence == null || recording.error() != null) {
      return Capture.uploaded;
    }
    double seconds = recording.durationMicros() / 1e6;
    return uploadSeconds(evidence) >= (seconds - FIRST_CHUNK_SECONDS) / 2
        ? Capture.live
        : Capture.uploaded;
  }

  /**
   * The check. What the container claims stands beside what its pictures did and what the page saw
   * of them, for people to compare: a file that was put in a recording's place seldom has as many
   * pictures as the camera gave.
   *
   * @param evidence null where no page tells
   */
  Check check(CaptureEvidence evidence, RecordingEvidence recording) {
    Map<String, Double> measures = claims(recording);
    if (evidence == null) {
      return Checks.unscored(
          CheckName.SOURCE_INTEGRITY, CheckStatus.not_performed, measures, List.of());
    }
    measures.putAll(measures(evidence));
    String camera = evidence.getCameraLabel().toLowerCase(Locale.ROOT);
    if (camera.isBlank()) {
      return Checks.unscored(
          CheckName.SOURCE_INTEGRITY, CheckStatus.not_performed, measures, List.of());
    }
    boolean virtual = VIRTUAL.stream().anyMatch(camera::contains);
    return Checks.unscored(
        CheckName.SOURCE_INTEGRITY,
        virtual ? CheckStatus.uncertain : CheckStatus.passed,
        measures,
        virtual ? Checks.codes(Reason.VIRTUAL_CAMERA) : List.of());
  }

  private static Map<String, Double> claims(RecordingEvidence recording) {
    Map<String, Double> claims = new HashMap<>();
    if (recording.decodedFrames() > 0) {
      claims.put("recorded_frames", (double) recording.decodedFrames());
      claims.put("recorded_seconds", recording.durationMicros() / 1e6);
      claims.put("ran_back_seconds", recording.ranBackMicros() / 1e6);
      claims.put("missing_seconds", recording.missingMicros() / 1e6);
    }
    return claims;
  }

  private static Map<String, Double> measures(CaptureEvidence evidence) {
    Map<String, Double> measures = new HashMap<>();
    measures.put("frames", (double) evidence.getFrames());
    measures.put("upload_spread_seconds", uploadSeconds(evidence));
    if (evidence.getFrameMeanMs() != null) {
      measures.put("frame_mean_ms", evidence.getFrameMeanMs());
    }
    if (evidence.getFrameDeviationMs() != null) {
      measures.put("frame_deviation_ms", evidence.getFrameDeviationMs());
    }
    return measures;
  }

  private static double uploadSeconds(CaptureEvidence evidence) {
    return Duration.between(evidence.getFirstChunkAt(), evidence.getLastChunkAt()).toMillis() / 1e3;
  }
}

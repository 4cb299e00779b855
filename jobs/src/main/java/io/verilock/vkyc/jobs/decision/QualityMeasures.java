package io.verilock.vkyc.jobs.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Means of the quality components over the frames that were used, for people to read. Angles count
 * by their size, as turns to both sides would cancel out.
 */
final class QualityMeasures {
  private static final Map<String, ToDoubleFunction<FaceQuality>> COMPONENTS =
      Map.ofEntries(
          Map.entry("unified_quality_score", FaceQuality::unifiedScore),
          Map.entry("inter_eye_distance", FaceQuality::interEyeDistance),
          Map.entry("head_size", FaceQuality::headSize),
          Map.entry("sharpness", FaceQuality::sharpness),
          Map.entry("illumination_uniformity", FaceQuality::illuminationUniformity),
          Map.entry("under_exposure", FaceQuality::underExposure),
          Map.entry("over_exposure", FaceQuality::overExposure),
          Map.entry("dynamic_range", FaceQuality::dynamicRange),
          Map.entry("pose_yaw", quality -> Math.abs(quality.yaw())),
          Map.entry("pose_pitch", quality -> Math.abs(quality.pitch())),
          Map.entry("pose_roll", quality -> Math.abs(quality.roll())),
          Map.entry("cropped", FaceQuality::cropped));

  private QualityMeasures() {}

  /** Nothing for no frames; the caller adds its own. */
  static Map<String, Double> of(List<FrameEvidence> frames) {
    Map<String, Double> means = new HashMap<>();
    if (!frames.isEmpty()) {
      means.put("face_height", mean(frames, sighting -> sighting.faceHeight()));
      COMPONENTS.forEach(
          (name, component) ->
              means.put(
                  name, mean(frames, sighting -> component.applyAsDouble(sighting.quality()))));
    }
    return means;
  }

  private static double mean(List<FrameEvidence> frames, ToDoubleFunction<FaceSighting> measure) {
    return frames.stream()
        .mapToDouble(frame -> measure.applyAsDouble(frame.sighting()))
        .average()
        .orElseThrow();
  }
}

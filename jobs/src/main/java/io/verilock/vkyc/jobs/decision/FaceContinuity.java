package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether one person is seen throughout: each second's face is compared with the face of the rest
 * of the clip, and the least alike counts.
 */
final class FaceContinuity {
  /** Frames fused into one face before comparing; single frames turn and blur. */
  private static final int WINDOW = 5;

  private final Calibration faceMatch;

  FaceContinuity(Calibration faceMatch) {
    this.faceMatch = faceMatch;
  }

  Check check(List<FrameEvidence> usable) {
    int windows = usable.size() / WINDOW;
    if (windows < 2) {
      return Checks.unscored(
          CheckName.FACE_CONTINUITY, CheckStatus.not_performed, Map.of(), List.of());
    }
    double lowest = 1;
    long when = 0;
    for (int window = 0; window < windows; window++) {
      int from = window * WINDOW;
      int to = window == windows - 1 ? usable.size() : from + WINDOW;
      List<float[]> inside = new ArrayList<>();
      List<float[]> outside = new ArrayList<>();
      for (int i = 0; i < usable.size(); i++) {
        (i >= from && i < to ? inside : outside).add(usable.get(i).template());
      }
      double cosine = Templates.cosine(Templates.fuse(inside), Templates.fuse(outside));
      if (cosine < lowest) {
        lowest = cosine;
        when = usable.get(from).presentationTimeMicros();
      }
    }
    double score = faceMatch.score(lowest);
    return Checks.scored(
        CheckName.FACE_CONTINUITY,
        score,
        Map.of("lowest_cosine", lowest, "lowest_at_seconds", when / 1e6),
        score < 50 ? new Reason[] {Reason.FACE_CHANGED} : new Reason[0]);
  }
}

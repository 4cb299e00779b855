package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import java.util.List;
import java.util.Set;

/** The one liveness score of a session. */
public final class LivenessScore {
  /** Each of these can show alone that a video is no live recording. */
  private static final Set<String> CHECKS =
      Set.of(
          CheckName.PASSIVE_LIVENESS,
          CheckName.FROZEN_VIDEO,
          CheckName.LOOPED_VIDEO,
          CheckName.PLANAR_FACE,
          CheckName.ACTIVE_LIVENESS);

  private LivenessScore() {}

  /**
   * 0-100: the lowest of the checks that can show alone that a video is no live recording; where
   * all of them pass, that of passive liveness, or of the challenge where there is none, or null
   * where there is neither. What only shows that a video was tampered with says nothing for the
   * person, so that it lowers the score and never makes one.
   */
  public static Double of(List<Check> checks) {
    Double passive = null;
    Double active = null;
    double lowest = 100;
    boolean failed = false;
    for (Check check : checks) {
      if (CHECKS.contains(check.getName()) && check.getScore() != null) {
        lowest = Math.min(lowest, check.getScore());
        failed |= check.getScore() < 50;
        if (check.getName().equals(CheckName.PASSIVE_LIVENESS)) {
          passive = check.getScore();
        } else if (check.getName().equals(CheckName.ACTIVE_LIVENESS)) {
          active = check.getScore();
        }
      }
    }
    if (failed) {
      return lowest;
    }
    return passive == null ? active : passive;
  }
}

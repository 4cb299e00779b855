package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import java.util.List;

/** A session's liveness in one number, made of its checks. */
public final class OverallLiveness {
  private OverallLiveness() {}

  /**
   * The liveness score, 0-100; null where no check of the models scored. A video that is no live
   * recording at all has no liveness, whatever its frames look like.
   */
  public static Double of(List<Check> checks) {
    Double temporal = Checks.score(checks, CheckName.TEMPORAL_LIVENESS);
    Double passive = Checks.score(checks, CheckName.PASSIVE_LIVENESS);
    return temporal != null && temporal < 50 ? temporal : passive;
  }
}

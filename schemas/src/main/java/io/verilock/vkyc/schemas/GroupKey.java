package io.verilock.vkyc.schemas;

import java.time.Instant;

/** Groups of sessions that are counted together, as text in which no two are alike. */
public final class GroupKey {
  private GroupKey() {}

  /** A group: only the tenant may hold a slash. */
  public static String of(VideoMode mode, String language, String modelVersion, String tenantId) {
    return "%s/%s/%s/%s".formatted(mode, language, modelVersion, tenantId);
  }

  /** What a distribution stands under. */
  static String ofWindow(ScoreDistribution distribution) {
    return ofWindow(
        distribution.getWindowStart(),
        distribution.getWindowSeconds(),
        distribution.getReason(),
        of(
            distribution.getVideoMode(),
            distribution.getVideoLanguage(),
            distribution.getModelVersion(),
            distribution.getTenantId()));
  }

  /**
   * A window of a group.
   *
   * @param seconds its length
   * @param reason only sessions with it; null for all
   */
  public static String ofWindow(Instant start, int seconds, String reason, String group) {
    return "%s/%d/%s/%s".formatted(start, seconds, reason == null ? "" : reason, group);
  }

  /** What an alert stands under, so that those of one group and score stay in order. */
  static String ofScore(DriftAlert alert) {
    return "%s/%s"
        .formatted(
            alert.getScore(),
            of(
                alert.getVideoMode(),
                alert.getVideoLanguage(),
                alert.getModelVersion(),
                alert.getTenantId()));
  }
}

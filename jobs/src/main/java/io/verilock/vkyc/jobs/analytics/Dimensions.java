package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.GroupKey;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.VideoMode;

/**
 * By what sessions are told apart, beside their reasons.
 *
 * @param language one of the five, or other
 * @param modelVersion pack and fingerprint, or none
 */
public record Dimensions(String tenantId, VideoMode mode, String language, String modelVersion) {
  /** Those of a distribution. */
  static Dimensions of(ScoreDistribution distribution) {
    return new Dimensions(
        distribution.getTenantId(),
        distribution.getVideoMode(),
        distribution.getVideoLanguage(),
        distribution.getModelVersion());
  }

  /** The same as text, in which no two are alike: only the tenant may hold a slash. */
  String text() {
    return GroupKey.of(mode, language, modelVersion, tenantId);
  }
}

package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.ScoreDistribution;

/**
 * Whose sessions are counted together.
 *
 * @param mode {@code self_record} or {@code live_agent}
 * @param reason only sessions with this reason; null for all
 */
record Group(String tenant, String mode, String language, String model, String reason) {
  static Group of(ScoreDistribution record) {
    return new Group(
        record.getTenantId(),
        record.getVideoMode().toString(),
        record.getVideoLanguage(),
        record.getModelVersion(),
        record.getReason());
  }
}

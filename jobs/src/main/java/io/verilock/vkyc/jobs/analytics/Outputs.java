package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WireFormat;

/** Encodes what the job writes. */
final class Outputs {
  private static final WireFormat<ScoreDistribution> DISTRIBUTION =
      new WireFormat<>(ScoreDistribution.class);
  private static final WireFormat<DriftAlert> ALERT = new WireFormat<>(DriftAlert.class);

  private Outputs() {}

  /** A distribution, under its window and group. */
  static Outgoing of(ScoreDistribution distribution) {
    String key =
        "%s/%d/%s/%s"
            .formatted(
                distribution.getWindowStart(),
                distribution.getWindowSeconds(),
                distribution.getReason() == null ? "" : distribution.getReason(),
                Dimensions.of(distribution).text());
    return new Outgoing(Topics.SCORE_DISTRIBUTIONS, key, DISTRIBUTION.encode(distribution));
  }

  /** An alert, under its group and score, so that those of one group stay in order. */
  static Outgoing of(DriftAlert alert) {
    String group =
        new Dimensions(
                alert.getTenantId(),
                alert.getVideoMode(),
                alert.getVideoLanguage(),
                alert.getModelVersion())
            .text();
    return new Outgoing(
        Topics.DRIFT_ALERTS, "%s/%s".formatted(alert.getScore(), group), ALERT.encode(alert));
  }
}

package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.Drift;
import io.verilock.vkyc.jobs.distribution.ScoreHistogram;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A window's scores beside those of its reference, ready to be told.
 *
 * @param group a distribution of the same group
 * @param windowStart start of the window, milliseconds since 1970
 * @param referenceStart start of the reference
 */
record DriftComparison(
    ScoreDistribution group,
    WatchedScore score,
    long windowStart,
    long referenceStart,
    ScoreHistogram reference,
    ScoreHistogram current,
    Drift drift) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Shares of which one tells best where the scores have moved. */
  private static final double[] SHARES = {0.5, 0.1, 0.9};

  /** A median that moves less than this, in points, is not what has moved. */
  private static final double MOVED = 1;

  /** The alert. {@code since} is the start of the drift, milliseconds since 1970. */
  DriftAlert alert(DriftLevel level, long since) {
    return DriftAlert.newBuilder()
        .setAlertId(
            "%s/%s/%s/%s"
                .formatted(
                    Instant.ofEpochMilli(windowStart), groupText(group), score.field(), level))
        .setLevel(level)
        .setScore(score.field())
        .setTenantId(group.getTenantId())
        .setVideoMode(group.getVideoMode())
        .setVideoLanguage(group.getVideoLanguage())
        .setModelVersion(group.getModelVersion())
        .setWindowStart(Instant.ofEpochMilli(windowStart))
        .setWindowSeconds(group.getWindowSeconds())
        .setSince(Instant.ofEpochMilli(since))
        .setReferenceStart(Instant.ofEpochMilli(referenceStart))
        .setSessions(current.total())
        .setReferenceSessions(reference.total())
        .setMedian(current.quantile(0.5))
        .setReferenceMedian(reference.quantile(0.5))
        .setPopulationStabilityIndex(drift.populationStabilityIndex())
        .setPopulationStabilityBound(drift.populationStabilityBound())
        .setKolmogorovSmirnov(drift.kolmogorovSmirnov())
        .setKolmogorovSmirnovBound(drift.kolmogorovSmirnovBound())
        .setMessage(message(level, since))
        .build();
  }

  /** Names the group of a distribution. */
  static String groupText(ScoreDistribution group) {
    return new Dimensions(
            group.getTenantId(),
            group.getVideoMode(),
            group.getVideoLanguage(),
            group.getModelVersion())
        .text();
  }

  private String message(DriftLevel level, long since) {
    String who =
        "%s of %s/%s".formatted(score.words(), group.getVideoMode(), group.getVideoLanguage());
    String whose = "tenant %s, models %s".formatted(group.getTenantId(), group.getModelVersion());
    String numbers =
        "%,d sessions against %,d of the %s before"
            .formatted(
                current.total(),
                reference.total(),
                words(Duration.ofMillis(since - referenceStart)));
    if (level == DriftLevel.stable) {
      return String.format(
          Locale.ENGLISH,
          "%s is as before again: median %.0f against %.0f; it had drifted since %s (%s; %s)",
          who,
          current.quantile(0.5),
          reference.quantile(0.5),
          TIME.format(Instant.ofEpochMilli(since)),
          whose,
          numbers);
    }
    return "%s %s, since %s (%s; %s)"
        .formatted(who, movement(), TIME.format(Instant.ofEpochMilli(since)), whose, numbers);
  }

  /** Where the scores have moved: the median if it has, or the tail that has moved most. */
  private String movement() {
    double moved = SHARES[0];
    for (double share : SHARES) {
      if (Math.abs(shift(SHARES[0])) < MOVED && Math.abs(shift(share)) > Math.abs(shift(moved))) {
        moved = share;
      }
    }
    double from = reference.quantile(moved);
    double to = current.quantile(moved);
    String verb = to < from ? "fell" : "rose";
    String which =
        moved == SHARES[0]
            ? ""
            : ", for the %s tenth,".formatted(moved < 0.5 ? "lowest" : "highest");
    return String.format(Locale.ENGLISH, "%s%s from %.0f to %.0f", verb, which, from, to);
  }

  private double shift(double share) {
    return current.quantile(share) - reference.quantile(share);
  }

  private static String words(Duration length) {
    return length.toDays() > 1 ? length.toDays() + " days" : length.toHours() + " hours";
  }
}

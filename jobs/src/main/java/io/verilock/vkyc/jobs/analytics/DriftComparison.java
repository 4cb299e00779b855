package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.Drift;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreHistogram;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A window's scores beside those of its reference, ready to be told.
 *
 * @param windowStart start of the window, milliseconds since 1970
 */
record DriftComparison(
    Dimensions group,
    WatchedScore score,
    long windowStart,
    DriftRule rule,
    ScoreHistogram reference,
    ScoreHistogram current,
    Drift drift) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Median, lowest and highest tenth. */
  private static final double[] SHARES = {0.5, 0.1, 0.9};

  /** A tail that has moved so many times as far as the median tells more. */
  private static final double FURTHER = 3;

  DriftLevel level() {
    return switch (drift.level()) {
      case STABLE -> DriftLevel.stable;
      case WATCH -> DriftLevel.watch;
      case ACT -> DriftLevel.act;
    };
  }

  /** What has come out. {@code since} is the start of the drift, milliseconds since 1970. */
  DriftAlert alert(long since) {
    String start = TIME.format(Instant.ofEpochMilli(since));
    String what =
        level() == DriftLevel.stable
            ? String.format(
                Locale.ENGLISH,
                "is as before again, median %.0f: it had drifted since %s",
                current.quantile(0.5),
                start)
            : "%s, since %s".formatted(movement(), start);
    return alert(level(), since, what);
  }

  /** That what has drifted since then is the reference from now on. */
  DriftAlert settled(long since) {
    String what =
        String.format(
            Locale.ENGLISH,
            "stays at a median of %.0f: what it has been since %s is the reference now",
            current.quantile(0.5),
            TIME.format(Instant.ofEpochMilli(since)));
    return alert(DriftLevel.stable, since, what);
  }

  private DriftAlert alert(DriftLevel level, long since, String what) {
    return DriftAlert.newBuilder()
        .setAlertId(
            "%s/%s/%s/%s"
                .formatted(Instant.ofEpochMilli(windowStart), group.text(), score.field(), level))
        .setLevel(level)
        .setScore(score.field())
        .setTenantId(group.tenantId())
        .setVideoMode(group.mode())
        .setVideoLanguage(group.language())
        .setModelVersion(group.modelVersion())
        .setWindowStart(Instant.ofEpochMilli(windowStart))
        .setWindowSeconds(rule.window().seconds())
        .setSince(Instant.ofEpochMilli(since))
        .setReferenceStart(Instant.ofEpochMilli(windowStart).minus(rule.reference()))
        .setSessions(current.total())
        .setReferenceSessions(reference.total())
        .setMedian(current.quantile(0.5))
        .setReferenceMedian(reference.quantile(0.5))
        .setPopulationStabilityIndex(drift.populationStabilityIndex())
        .setPopulationStabilityBound(drift.populationStabilityBound())
        .setKolmogorovSmirnov(drift.kolmogorovSmirnov())
        .setKolmogorovSmirnovBound(drift.kolmogorovSmirnovBound())
        .setMessage(
            String.format(
                Locale.ENGLISH,
                "%s of %s/%s %s (tenant %s, models %s; %,d sessions of %s %s against %,d of the %s"
                    + " before)",
                score.words(),
                group.mode(),
                group.language(),
                what,
                group.tenantId(),
                group.modelVersion(),
                current.total(),
                rule.window() == WindowLength.DAY ? "a" : "an",
                rule.window(),
                reference.total(),
                words(rule.reference())))
        .build();
  }

  /** Where the scores have moved: the median if it has, or the tail that has moved most. */
  private String movement() {
    double median = Math.abs(shift(SHARES[0]));
    double moved = SHARES[0];
    for (double share : SHARES) {
      double far = Math.abs(shift(share));
      if (far > FURTHER * median && far > Math.abs(shift(moved))) {
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

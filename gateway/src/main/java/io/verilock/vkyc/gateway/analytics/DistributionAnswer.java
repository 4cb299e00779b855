package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.ScoreSketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the analysts' page shows, as one answer. In JSON its fields are in snake case.
 *
 * @param range null where nothing is kept yet and no range was asked for
 * @param series every window of the range in its order, those without sessions too
 * @param jointCounts completed sessions: 21 rows by face match of 21 cells by liveness, 5 points
 *     each, cell 20 for no score
 * @param funnel sessions per value of {@code video_mode}, {@code video_language}, {@code
 *     model_version}
 * @param reasons whichever reason was asked for
 */
record DistributionAnswer(
    TenantDistributions.State state,
    Choices choices,
    Range range,
    SessionCounts totals,
    Latency latency,
    List<Window> series,
    Map<String, Histogram> histograms,
    long[] jointCounts,
    Map<String, Map<String, SessionCounts>> funnel,
    Map<String, SessionCounts> reasons,
    List<Drift> alerts) {
  private static final List<String> DIMENSIONS =
      List.of("video_mode", "video_language", "model_version");

  /** What can be asked for. */
  record Choices(
      List<String> modes, List<String> languages, List<String> models, List<String> reasons) {
    private static Choices of(Collection<Group> groups) {
      return new Choices(
          values(groups, Group::mode),
          values(groups, Group::language),
          values(groups, Group::model),
          values(groups, Group::reason));
    }

    private static List<String> values(Collection<Group> groups, Function<Group, String> field) {
      return groups.stream().map(field).filter(v -> v != null).distinct().sorted().toList();
    }
  }

  /**
   * What the answer covers: whole windows.
   *
   * @param keptFrom the first moment kept; null where nothing is kept
   * @param keptTo the end of the last window kept; null where nothing is kept
   */
  record Range(Instant from, Instant to, int windowSeconds, Instant keptFrom, Instant keptTo) {}

  /** One window; quantiles are null where it has none. */
  record Window(
      Instant start,
      SessionCounts counts,
      Rates rates,
      Quantiles liveness,
      Quantiles faceMatch,
      Latency latency) {
    private static Window of(Instant start, Distributions sum) {
      return new Window(
          start,
          sum.counts(),
          Rates.of(sum.counts()),
          Quantiles.of(sum.liveness().sketch()),
          Quantiles.of(sum.faceMatch().sketch()),
          Latency.of(sum.latency()));
    }
  }

  /** Shares of the sessions that ended, 0 to 1. */
  record Rates(double approved, double declined, double needsReview, double expired) {
    private static Rates of(SessionCounts counts) {
      if (counts.sessions() == 0) {
        return null;
      }
      double sessions = counts.sessions();
      return new Rates(
          counts.approved() / sessions,
          counts.declined() / sessions,
          counts.needsReview() / sessions,
          counts.expired() / sessions);
    }
  }

  /** Scores below which 5 to 95 % of the scores lie. */
  record Quantiles(double p5, double p25, double p50, double p75, double p95) {
    private static Quantiles of(ScoreSketch sketch) {
      return sketch.count() == 0
          ? null
          : new Quantiles(
              at(sketch, .05), at(sketch, .25), at(sketch, .5), at(sketch, .75), at(sketch, .95));
    }
  }

  /** Seconds from a session's latest input to its result. */
  record Latency(double p50, double p95, double p99) {
    private static Latency of(ScoreSketch sketch) {
      return sketch.count() == 0
          ? null
          : new Latency(at(sketch, .5), at(sketch, .95), at(sketch, .99));
    }
  }

  /** Sessions per bin one point wide. */
  record Histogram(long[] counts, long missing) {
    private static Histogram of(Distributions.Score score) {
      return new Histogram(score.histogram().counts(), score.histogram().missing());
    }
  }

  /** A {@link DriftAlert}, field by field. */
  record Drift(
      String alertId,
      String level,
      String score,
      String tenantId,
      String videoMode,
      String videoLanguage,
      String modelVersion,
      Instant windowStart,
      int windowSeconds,
      Instant since,
      Instant referenceStart,
      long sessions,
      long referenceSessions,
      double median,
      double referenceMedian,
      double populationStabilityIndex,
      double populationStabilityBound,
      double kolmogorovSmirnov,
      double kolmogorovSmirnovBound,
      String message) {
    private static Drift of(DriftAlert alert) {
      return new Drift(
          alert.getAlertId(),
          alert.getLevel().toString(),
          alert.getScore(),
          alert.getTenantId(),
          alert.getVideoMode().toString(),
          alert.getVideoLanguage(),
          alert.getModelVersion(),
          alert.getWindowStart(),
          alert.getWindowSeconds(),
          alert.getSince(),
          alert.getReferenceStart(),
          alert.getSessions(),
          alert.getReferenceSessions(),
          alert.getMedian(),
          alert.getReferenceMedian(),
          alert.getPopulationStabilityIndex(),
          alert.getPopulationStabilityBound(),
          alert.getKolmogorovSmirnov(),
          alert.getKolmogorovSmirnovBound(),
          alert.getMessage());
    }
  }

  /**
   * Answers a query.
   *
   * @param index of the tenant that asks
   * @throws Problem if its range is too long
   */
  static DistributionAnswer of(
      DistributionIndex index, TenantDistributions.State state, DistributionQuery query)
      throws Problem {
    DistributionIndex.Span span = index.span();
    if (span == null && (query.from() == null || query.to() == null)) {
      return of(index, state, null, Map.of(), List.of(), List.of());
    }
    DistributionQuery bounded = query.within(span);
    Resolution length = Resolution.forRange(bounded.from(), bounded.to(), index.newest());
    Instant from = length.startOf(bounded.from());
    Instant to = length.endOf(bounded.to());
    Map<Instant, WindowSum> windows =
        index.rows(length, from, to).entrySet().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Map.Entry::getKey, entry -> WindowSum.of(entry.getValue(), bounded)));
    List<Window> series = new ArrayList<>();
    for (Instant start = from; start.isBefore(to); start = start.plus(length.length())) {
      WindowSum window = windows.get(start);
      series.add(Window.of(start, window == null ? Distributions.none() : window.all()));
    }
    Range range =
        new Range(
            from,
            to,
            length.seconds(),
            span == null ? null : span.from(),
            span == null ? null : span.to());
    List<Drift> alerts =
        index.alerts(from, to).stream()
            .filter(alert -> bounded.matches(group(alert)))
            .map(Drift::of)
            .toList();
    return of(index, state, range, new TreeMap<>(windows), series, alerts);
  }

  private static DistributionAnswer of(
      DistributionIndex index,
      TenantDistributions.State state,
      Range range,
      Map<Instant, WindowSum> windows,
      List<Window> series,
      List<Drift> alerts) {
    Distributions total = Distributions.none();
    Map<String, Map<String, SessionCounts>> funnel = new TreeMap<>();
    DIMENSIONS.forEach(dimension -> funnel.put(dimension, new TreeMap<>()));
    Map<String, SessionCounts> reasons = new HashMap<>();
    for (WindowSum window : windows.values()) {
      total.add(window.all());
      window
          .byGroup()
          .forEach(
              (group, counts) -> {
                add(funnel.get("video_mode"), group.mode(), counts);
                add(funnel.get("video_language"), group.language(), counts);
                add(funnel.get("model_version"), group.model(), counts);
              });
      window.byReason().forEach((reason, counts) -> add(reasons, reason, counts));
    }
    return new DistributionAnswer(
        state,
        Choices.of(index.groups()),
        range,
        total.counts(),
        Latency.of(total.latency()),
        series,
        Map.of(
            "liveness",
            Histogram.of(total.liveness()),
            "face_match",
            Histogram.of(total.faceMatch())),
        total.joint(),
        funnel,
        mostFirst(reasons),
        alerts);
  }

  private static void add(Map<String, SessionCounts> sums, String key, SessionCounts counts) {
    sums.merge(key, counts, SessionCounts::plus);
  }

  private static Map<String, SessionCounts> mostFirst(Map<String, SessionCounts> reasons) {
    Map<String, SessionCounts> ordered = new LinkedHashMap<>();
    reasons.entrySet().stream()
        .sorted(
            Map.Entry.<String, SessionCounts>comparingByValue(
                    Comparator.comparingLong(SessionCounts::sessions).reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  private static Group group(DriftAlert alert) {
    return new Group(
        alert.getTenantId(),
        alert.getVideoMode().toString(),
        alert.getVideoLanguage(),
        alert.getModelVersion(),
        null);
  }

  /** To hundredths: the sketch knows no better, and the answer is half as long. */
  private static double at(ScoreSketch sketch, double share) {
    return Math.round(sketch.quantile(share) * 100) / 100.0;
  }
}

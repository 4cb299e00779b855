package io.verilock.vkyc.bench;

import io.verilock.vkyc.jobs.analytics.Dimensions;
import io.verilock.vkyc.jobs.analytics.DistributionKey;
import io.verilock.vkyc.jobs.analytics.WindowLength;
import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Distributions as {@code ScoreAnalyticsJob} would write them of made-up sessions: 3 tenants, 2
 * modes, 5 languages, 6 reasons, all three lengths of windows. Scores are drawn from mixtures of
 * normal distributions; those of one tenant's liveness sink two days before the end. Seeded.
 */
public final class MadeDistributions {
  /** One of the tenants, which are all of a size. */
  static final String A_TENANT = "nordpay";

  private static final List<String> TENANTS = List.of("alpenbank", A_TENANT, "telcora");
  private static final List<String> LANGUAGES = List.of("en", "es", "fr", "de", "pt");
  private static final String MODEL = "open-3fa94c1b7e02";
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration FIVE_MINUTES_KEPT = Duration.ofDays(2);

  private final Random random = new Random(5);
  private final Instant end;
  private final int days;
  private final long sessions;
  private long numbered;

  /**
   * Sets up the making.
   *
   * @param end of the last window; a start of a day
   * @param sessions in all of the days
   */
  public MadeDistributions(Instant end, int days, long sessions) {
    this.end = end;
    this.days = days;
    this.sessions = sessions;
  }

  /** Takes what was made. */
  @FunctionalInterface
  public interface Taker {
    /** Takes a record with its key. */
    void take(String key, ScoreDistribution record) throws IOException;
  }

  private record Made(Double liveness, Double faceMatch, boolean expired, double latency) {
    boolean isLive() {
      return liveness != null && liveness >= 40;
    }

    boolean matches() {
      return isLive() && faceMatch != null && faceMatch >= 40;
    }

    boolean approved() {
      return matches() && liveness >= 60 && faceMatch >= 60;
    }

    boolean declined() {
      return !isLive() || (faceMatch != null && faceMatch < 40);
    }

    SessionOutcome outcome() {
      if (expired) {
        return SessionOutcome.EXPIRED;
      }
      if (approved()) {
        return SessionOutcome.APPROVED;
      }
      return declined() ? SessionOutcome.DECLINED : SessionOutcome.NEEDS_REVIEW;
    }

    CountedSession counted() {
      return new CountedSession(
          outcome(),
          false,
          !expired,
          isLive(),
          matches(),
          faceMatch,
          liveness,
          expired ? null : latency);
    }
  }

  /** Makes all records, and gives each to the taker as soon as its window is full. */
  public void forEach(Taker taker) throws IOException {
    Duration whole = DAY.multipliedBy(days);
    double perHour = sessions / (double) (2L * TENANTS.size() * LANGUAGES.size() * whole.toHours());
    for (String tenant : TENANTS) {
      for (VideoMode mode : List.of(VideoMode.self_record, VideoMode.live_agent)) {
        for (String language : LANGUAGES) {
          Group group = new Group(tenant, mode, language);
          for (Instant day = end.minus(whole); day.isBefore(end); day = day.plus(DAY)) {
            Window ofDay = new Window(group, day, WindowLength.DAY);
            for (int hour = 0; hour < 24; hour++) {
              makeHour(group, day.plus(HOUR.multipliedBy(hour)), perHour, ofDay, taker);
            }
            ofDay.give(taker);
          }
        }
      }
    }
  }

  /** Two alerts of the drift that was made. */
  public List<DriftAlert> alerts() {
    Instant since = end.minus(FIVE_MINUTES_KEPT);
    return List.of(
        alert("watch", DriftLevel.watch, since, since, 0.17, 0.11),
        alert("act", DriftLevel.act, since.plus(HOUR.multipliedBy(7)), since, 0.41, 0.24));
  }

  private void makeHour(Group group, Instant start, double perHour, Window ofDay, Taker taker)
      throws IOException {
    Window ofHour = new Window(group, start, WindowLength.HOUR);
    boolean fine = !start.isBefore(end.minus(FIVE_MINUTES_KEPT));
    boolean drifted = fine && group.tenant().equals(TENANTS.get(1));
    // Twice as many at noon as on average, hardly any at midnight.
    double busy = 1 - Math.cos(2 * Math.PI * start.getEpochSecond() / DAY.toSeconds());
    for (int part = 0; part < 12; part++) {
      Window ofPart =
          new Window(group, start.plus(FIVE_MINUTES.multipliedBy(part)), WindowLength.FIVE_MINUTES);
      long made = Math.round(perHour * busy / 12 + random.nextDouble() - 0.5);
      for (long i = 0; i < made; i++) {
        Made session = make(drifted ? 11 : 0);
        List<String> reasons = reasons(session);
        String sessionId = "made-" + numbered++;
        CountedSession counted = session.counted();
        ofDay.add(sessionId, counted, reasons);
        ofHour.add(sessionId, counted, reasons);
        if (fine) {
          ofPart.add(sessionId, counted, reasons);
        }
      }
      ofPart.give(taker);
    }
    ofHour.give(taker);
  }

  private Made make(double sunk) {
    double kind = random.nextDouble();
    if (kind < 0.04) {
      return new Made(null, null, true, 0);
    }
    double liveness =
        kind < 0.1 ? normal(19, 10) : kind < 0.15 ? normal(52, 9) : normal(83 - sunk, 8);
    double draw = random.nextDouble();
    Double faceMatch =
        draw < 0.02 ? null : draw < 0.07 ? (Double) normal(13, 8) : (Double) normal(82, 8);
    return new Made(liveness, faceMatch, false, Math.exp(random.nextGaussian() * 0.5 - 0.3));
  }

  private double normal(double mean, double deviation) {
    double drawn;
    do {
      drawn = mean + deviation * random.nextGaussian();
    } while (drawn < 0 || drawn > 100);
    return drawn;
  }

  private List<String> reasons(Made session) {
    List<String> reasons = new ArrayList<>();
    if (session.expired()) {
      return reasons;
    }
    if (session.liveness() < 40) {
      reasons.add("presentation_attack_suspected");
    } else if (session.liveness() < 60) {
      reasons.add("liveness_uncertain");
    }
    if (session.faceMatch() == null) {
      reasons.add("no_reference_photo");
    } else if (session.faceMatch() < 40) {
      reasons.add("selfie_mismatch");
    } else if (session.faceMatch() < 60) {
      reasons.add("selfie_match_uncertain");
    }
    if (random.nextInt(30) == 0) {
      reasons.add("face_blurred");
    }
    return reasons;
  }

  private static DriftAlert alert(
      String id,
      DriftLevel level,
      Instant start,
      Instant since,
      double stability,
      double distance) {
    return DriftAlert.newBuilder()
        .setAlertId(id)
        .setLevel(level)
        .setScore("liveness_score")
        .setTenantId(TENANTS.get(1))
        .setVideoMode(VideoMode.self_record)
        .setVideoLanguage("en")
        .setModelVersion(MODEL)
        .setWindowStart(start)
        .setWindowSeconds((int) HOUR.toSeconds())
        .setSince(since)
        .setReferenceStart(start.minus(Duration.ofDays(7)))
        .setSessions(412)
        .setReferenceSessions(77_310)
        .setMedian(71.2)
        .setReferenceMedian(82.4)
        .setPopulationStabilityIndex(stability)
        .setPopulationStabilityBound(0.04)
        .setKolmogorovSmirnov(distance)
        .setKolmogorovSmirnovBound(0.08)
        .setMessage(
            "liveness_score of %s (self_record, en): median 71.2 instead of 82.4"
                .formatted(TENANTS.get(1)))
        .build();
  }

  private record Group(String tenant, VideoMode mode, String language) {
    Dimensions dimensions() {
      return new Dimensions(tenant, mode, language, MODEL);
    }
  }

  /** The records of one window in the making: all sessions, and those with each reason. */
  private static final class Window {
    private final Group group;
    private final Instant start;
    private final WindowLength length;
    private final Map<String, SessionTally> byReason = new HashMap<>();

    Window(Group group, Instant start, WindowLength length) {
      this.group = group;
      this.start = start;
      this.length = length;
    }

    void add(String sessionId, CountedSession session, List<String> reasons) {
      tally(null).add(sessionId, session);
      for (String reason : reasons) {
        tally(reason).add(sessionId, session);
      }
    }

    void give(Taker taker) throws IOException {
      for (Map.Entry<String, SessionTally> one : byReason.entrySet()) {
        ScoreDistribution record =
            new DistributionKey(length, start.toEpochMilli(), group.dimensions(), one.getKey())
                .distribution(one.getValue());
        taker.take(Topics.SCORE_DISTRIBUTIONS.key(record), record);
      }
    }

    private SessionTally tally(String reason) {
      return byReason.computeIfAbsent(reason, one -> SessionTally.empty());
    }
  }
}

package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSketch;
import io.verilock.vkyc.schemas.ScoreSummary;
import io.verilock.vkyc.schemas.VideoMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Records of the topics for tests. */
public final class Records {
  public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  static final Group BANK = recorded("bank");
  static final Group SHOP = called("shop");

  private Records() {}

  /** People of a tenant who recorded themselves, in English. */
  public static Group recorded(String tenant) {
    return new Group(tenant, "self_record", "en", "open-1", null);
  }

  /** People of a tenant who were called, in German. */
  public static Group called(String tenant) {
    return new Group(tenant, "live_agent", "de", "open-1", null);
  }

  /** One session: how it ended, and its scores or null. */
  public record Session(String end, Double liveness, Double faceMatch) {}

  public static Session approved(double liveness, double faceMatch) {
    return new Session("approved", liveness, faceMatch);
  }

  public static Session declined(double liveness, double faceMatch) {
    return new Session("declined", liveness, faceMatch);
  }

  public static Session inReview(double liveness) {
    return new Session("needs_review", liveness, null);
  }

  public static Session expired() {
    return new Session("expired", null, null);
  }

  public static Group because(Group group, String reason) {
    return new Group(group.tenant(), group.mode(), group.language(), group.model(), reason);
  }

  /** The record of a window of five minutes. */
  public static ScoreDistribution record(Instant start, Group group, Session... sessions) {
    return record(start, Resolution.FIVE_MINUTES, group, sessions);
  }

  /** The record of a window; live from 40, matched from 40, a latency of a second each. */
  static ScoreDistribution record(
      Instant start, Resolution length, Group group, Session... sessions) {
    List<Session> completed =
        Arrays.stream(sessions).filter(one -> !one.end().equals("expired")).toList();
    long[] joint = new long[21 * 21];
    ScoreSketch latency = ScoreSketch.empty();
    for (Session session : completed) {
      joint[cell(session.faceMatch()) * 21 + cell(session.liveness())]++;
      latency.add(1);
    }
    return ScoreDistribution.newBuilder()
        .setWindowStart(start)
        .setWindowSeconds(length.seconds())
        .setTenantId(group.tenant())
        .setVideoMode(VideoMode.valueOf(group.mode()))
        .setVideoLanguage(group.language())
        .setModelVersion(group.model())
        .setReason(group.reason())
        .setSessions(sessions.length)
        .setApproved(count(completed, "approved"))
        .setDeclined(count(completed, "declined"))
        .setNeedsReview(count(completed, "needs_review"))
        .setExpired(sessions.length - completed.size())
        .setReviewed(0)
        .setWithFace(completed.size())
        .setLive(completed.stream().filter(one -> one.liveness() >= 40).count())
        .setMatched(
            completed.stream()
                .filter(one -> one.liveness() >= 40)
                .filter(one -> one.faceMatch() != null && one.faceMatch() >= 40)
                .count())
        .setFaceMatch(summary(completed.stream().map(Session::faceMatch).toList()))
        .setLiveness(summary(completed.stream().map(Session::liveness).toList()))
        .setJointCounts(Arrays.stream(joint).boxed().toList())
        .setLatencySketch(ByteBuffer.wrap(latency.toBytes()))
        .setSessionSketch(ByteBuffer.allocate(0))
        .build();
  }

  /** Approved sessions with liveness 71 and so on, face match 81 and so on. */
  public static Session[] approvals(int sessions) {
    return IntStream.range(0, sessions)
        .mapToObj(i -> approved(71 + i % 10, 81 + i % 10))
        .toArray(Session[]::new);
  }

  public static DriftAlert alert(String id, Instant start, Group group) {
    return DriftAlert.newBuilder()
        .setAlertId(id)
        .setLevel(DriftLevel.act)
        .setScore("liveness_score")
        .setTenantId(group.tenant())
        .setVideoMode(VideoMode.valueOf(group.mode()))
        .setVideoLanguage(group.language())
        .setModelVersion(group.model())
        .setWindowStart(start)
        .setWindowSeconds(300)
        .setSince(start)
        .setReferenceStart(start.minusSeconds(86400))
        .setSessions(120)
        .setReferenceSessions(9000)
        .setMedian(61)
        .setReferenceMedian(82)
        .setPopulationStabilityIndex(0.41)
        .setPopulationStabilityBound(0.05)
        .setKolmogorovSmirnov(0.31)
        .setKolmogorovSmirnovBound(0.1)
        .setMessage("liveness of " + group.mode() + " sank from 82 to 61")
        .build();
  }

  private static long count(List<Session> sessions, String end) {
    return sessions.stream().filter(one -> one.end().equals(end)).count();
  }

  private static int cell(Double score) {
    return score == null ? 20 : (int) Math.min(19, score / 5);
  }

  private static ScoreSummary summary(List<Double> scores) {
    ScoreHistogram histogram = ScoreHistogram.empty();
    ScoreSketch sketch = ScoreSketch.empty();
    scores.forEach(histogram::add);
    scores.stream().filter(Objects::nonNull).forEach(sketch::add);
    return new ScoreSummary(
        Arrays.stream(histogram.counts()).boxed().toList(),
        histogram.missing(),
        ByteBuffer.wrap(sketch.toBytes()));
  }
}

package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.jobs.distribution.SessionTally.Count;
import io.verilock.vkyc.schemas.GroupKey;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSketch;
import io.verilock.vkyc.schemas.ScoreSummary;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A window of a group of sessions.
 *
 * @param start of the window, milliseconds since 1970
 * @param reason only sessions with it; null for all
 */
public record DistributionKey(
    WindowLength length, long start, Dimensions dimensions, String reason) {
  /** The record's key on the topic. */
  String text() {
    return GroupKey.ofWindow(
        Instant.ofEpochMilli(start), length.seconds(), reason, dimensions.text());
  }

  /** End of the window, milliseconds since 1970. */
  long end() {
    return start + length.millis();
  }

  /** A tally of this window and group as it stands on the topic. */
  public ScoreDistribution distribution(SessionTally tally) {
    return ScoreDistribution.newBuilder()
        .setWindowStart(Instant.ofEpochMilli(start))
        .setWindowSeconds(length.seconds())
        .setTenantId(dimensions.tenantId())
        .setVideoMode(dimensions.mode())
        .setVideoLanguage(dimensions.language())
        .setModelVersion(dimensions.modelVersion())
        .setReason(reason)
        .setSessions(tally.sessions())
        .setApproved(tally.count(Count.APPROVED))
        .setDeclined(tally.count(Count.DECLINED))
        .setNeedsReview(tally.count(Count.NEEDS_REVIEW))
        .setExpired(tally.count(Count.EXPIRED))
        .setReviewed(tally.count(Count.REVIEWED))
        .setWithFace(tally.count(Count.WITH_FACE))
        .setLive(tally.count(Count.LIVE))
        .setMatched(tally.count(Count.MATCHED))
        .setFaceMatch(summary(tally.faceMatch(), tally.faceMatchSketch()))
        .setLiveness(summary(tally.liveness(), tally.livenessSketch()))
        .setJointCounts(list(tally.joint()))
        .setLatencySketch(ByteBuffer.wrap(tally.latency().toBytes()))
        .setSessionSketch(ByteBuffer.wrap(tally.sessionSketch().toBytes()))
        .build();
  }

  private static ScoreSummary summary(ScoreHistogram histogram, ScoreSketch sketch) {
    return ScoreSummary.newBuilder()
        .setCounts(list(histogram.counts()))
        .setMissing(histogram.missing())
        .setSketch(ByteBuffer.wrap(sketch.toBytes()))
        .build();
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}

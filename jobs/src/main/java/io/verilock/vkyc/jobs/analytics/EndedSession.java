package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import java.util.List;

/**
 * A session that ended, as its latest result says.
 *
 * @param partition of the topic of results
 * @param offset of the result
 * @param writtenAt time of the result's record, milliseconds since 1970
 * @param analysedAt time of the result's latest input, milliseconds since 1970: the session's time
 * @param reasons codes behind the result, each once
 */
public record EndedSession(
    String sessionId,
    String topic,
    int partition,
    long offset,
    long writtenAt,
    long analysedAt,
    Dimensions dimensions,
    List<String> reasons,
    CountedSession counted) {

  /** Whether this result was written after another of the same session. */
  boolean isAfter(EndedSession other) {
    return partition == other.partition ? offset > other.offset : writtenAt > other.writtenAt;
  }

  /** This result with a latency that an earlier one of the session had told. */
  EndedSession withLatencyOf(EndedSession earlier) {
    Double latency = earlier.counted.latencySeconds();
    if (counted.latencySeconds() != null || latency == null) {
      return this;
    }
    CountedSession with =
        new CountedSession(
            counted.outcome(),
            counted.reviewed(),
            counted.withFace(),
            counted.live(),
            counted.matched(),
            counted.faceMatch(),
            counted.liveness(),
            latency);
    return new EndedSession(
        sessionId, topic, partition, offset, writtenAt, analysedAt, dimensions, reasons, with);
  }

  /** Whether another result of the session is counted alike. */
  boolean isCountedLike(EndedSession other) {
    return analysedAt == other.analysedAt
        && dimensions.equals(other.dimensions)
        && reasons.equals(other.reasons)
        && counted.equals(other.counted);
  }
}

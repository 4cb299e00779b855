package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Makes rows of the table of the results of ended sessions, without what names a person. */
final class MakeRows implements FlatMapFunction<Received<VideoResult>, ResultRow> {
  static final String UID = "make-rows";
  private static final int KEY_DIGITS = 32;
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(Received<VideoResult> received, Collector<ResultRow> out) {
    if (ResultRule.hasEnded(received.value())) {
      out.collect(row(received.value(), received.timestampMillis()));
    }
  }

  private static ResultRow row(VideoResult result, long writtenAt) {
    Dimensions dimensions = ReadSessions.dimensions(result);
    Map<String, String> statuses = new TreeMap<>();
    Map<String, Double> scores = new TreeMap<>();
    for (Check check : result.getChecks()) {
      statuses.put(check.getName(), check.getStatus().name());
      if (check.getScore() != null) {
        scores.put(check.getName(), check.getScore());
      }
    }
    return ResultRow.newBuilder()
        .setSessionKey(Sha256.digits(result.getSessionId(), KEY_DIGITS))
        .setVersion(writtenAt)
        .setTenantId(dimensions.tenantId())
        .setVideoMode(dimensions.mode().name())
        .setVideoLanguage(dimensions.language())
        .setStatus(result.getStatus().name())
        .setResult(result.getResult() == null ? null : result.getResult().name())
        .setReviewed(ReadSessions.isReviewed(result))
        .setFaceMatchScore(result.getFaceMatchScore())
        .setLivenessScore(result.getLivenessScore())
        .setDurationSeconds(result.getDurationSeconds())
        .setReasons(result.getReasons())
        .setCheckStatuses(statuses)
        .setCheckScores(scores)
        .setModelVersion(dimensions.modelVersion())
        .setPolicyVersion(result.getPolicyVersion())
        .setAnalysedAt(result.getAnalysedAt())
        .setLatencySeconds(ReadSessions.latencySeconds(result, writtenAt))
        .build();
  }
}

package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class MakeRowsTest {
  @Test
  void aRowHoldsWhatIsAnalysed() {
    ResultRow row = rows(Results.approved("s", NOON, 88, 97)).get(0);

    assertThat(row.getSessionKey())
        .as("printf s | sha256sum")
        .isEqualTo("043a718774c572bd8a25adbeb1bfcd5c");
    assertThat(row.getVersion()).isEqualTo(NOON.toEpochMilli() + 700);
    assertThat(row.getStatus()).isEqualTo("completed");
    assertThat(row.getResult()).isEqualTo("approved");
    assertThat(row.getReviewed()).isFalse();
    assertThat(row.getFaceMatchScore()).isEqualTo(88);
    assertThat(row.getCheckScores()).containsEntry("passive_liveness", 97.0);
    assertThat(row.getCheckStatuses()).containsEntry("match_selfie", "passed");
    assertThat(row.getModelVersion()).startsWith("open@");
    assertThat(row.getLatencySeconds()).isEqualTo(0.7);
    assertThat(row.getAnalysedAt()).isEqualTo(NOON);
  }

  @Test
  void aRowNamesNobody() {
    VideoResult result =
        Results.reviewed(Results.inReview("session-of-jane", NOON, "x"), Outcome.approved);
    result.setAgentId("agent-smith");
    result.setAgentNotes("nice hat");
    result.setTranscript("my name is Jane Doe");
    result.setRecording(new ObjectReference("s3a://bucket/session-of-jane/recording", 1L, "00"));

    assertThat(rows(result).get(0).toString())
        .doesNotContain("jane", "Jane", "smith", "hat", "brother", "s3a");
  }

  @Test
  void onlySessionsThatEndedAreRows() {
    VideoResult open = Results.approved("s", NOON, 88, 97);
    open.setStatus(SessionStatus.in_progress);

    assertThat(rows(open)).isEmpty();
    assertThat(rows(Results.expired("s", NOON)))
        .extracting(ResultRow::getStatus, ResultRow::getResult)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("expired", null));
  }

  private static List<ResultRow> rows(VideoResult result) {
    List<ResultRow> rows = new ArrayList<>();
    new MakeRows().flatMap(Results.received(result, 0, 700), new ListCollector<>(rows));
    return rows;
  }
}

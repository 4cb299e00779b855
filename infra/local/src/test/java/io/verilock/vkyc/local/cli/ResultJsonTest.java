package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  private static final List<String> CONTRACT =
      List.of(
          "session_id",
          "video_mode",
          "status",
          "result",
          "video_url",
          "duration_seconds",
          "face_match_score",
          "liveness_score",
          "transcript",
          "agent_id",
          "agent_notes");

  @Test
  void aResultHasTheFieldsOfTheContractAndThenOurs() {
    assertThat(ResultJson.line(Results.full()))
        .isEqualTo(
            "{\"session_id\":\"anna-1\",\"video_mode\":\"live_agent\",\"status\":\"completed\","
                + "\"result\":\"needs_review\",\"video_url\":\"http://127.0.0.1/anna\","
                + "\"duration_seconds\":12,\"face_match_score\":71.25,\"liveness_score\":48.5,"
                + "\"transcript\":\"Anna \\\"A\\\" \u00e9\",\"agent_id\":\"agent-1\","
                + "\"agent_notes\":\"calm\","
                + "\"reasons\":[\"liveness_uncertain\",\"speech_not_checked\"],"
                + "\"checks\":{\"match_selfie\":{\"status\":\"passed\",\"score\":71.25,"
                + "\"reasons\":[\"match\"],\"measures\":{\"cosine\":0.5,\"frames\":5.0},\"detail\":null},"
                + "\"speech\":{\"status\":\"not_available\",\"score\":null,\"reasons\":[],"
                + "\"measures\":{},\"detail\":\"no words\"}},"
                + "\"model_versions\":{\"face_detector\":\"open/d@2\",\"face_embedder\":\"open/e@1\"},"
                + "\"analysed_at\":\"2026-01-02T03:04:05.678Z\",\"version\":4,\"policy_version\":\"p1\","
                + "\"tenant_id\":\"bank\",\"video_language\":\"de\",\"reviewer_id\":\"r\","
                + "\"review_notes\":\"n\",\"inputs\":[{\"topic\":\"video.chunks\",\"partition\":3,"
                + "\"first_offset\":10,\"last_offset\":12,\"records\":3}],"
                + "\"recording\":{\"uri\":\"s3a://b/k\",\"length\":9,\"sha256\":\"ab\"},"
                + "\"timeline\":[{\"from_ms\":40,\"frames\":5,\"face_frames\":4,\"faces\":2,"
                + "\"face_match_score\":71.5,\"liveness_score\":null,\"quality\":88.25,"
                + "\"defects\":[\"face_blurred\",\"face_cut_off\"]}],\"best_frame_ms\":240,"
                + "\"review_copy\":{\"uri\":\"s3a://b/c\",\"length\":8,\"sha256\":\"cd\"},\"capture\":\"live\",\"take\":2,"
                + "\"transcript_pieces\":[{\"from_ms\":100,\"to_ms\":900,\"text\":\"Anna\",\"confidence\":0.9},"
                + "{\"from_ms\":900,\"to_ms\":1200,\"text\":null,\"confidence\":0.2}]}");
  }

  @Test
  void theContractsFieldsAreThereWhenNothingIsKnown() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ResultJson.line(Results.pending("a")));

    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names).startsWith(CONTRACT.toArray(String[]::new));
    assertThat(json.get("result").isNull()).isTrue();
    assertThat(json.get("face_match_score").isNull()).isTrue();
    assertThat(json.get("analysed_at").isNull()).isTrue();
    assertThat(json.get("recording").isNull()).isTrue();
  }

  @Test
  void aWebhookTellsTheResultWithoutWhatIsLong() throws Exception {
    VideoResult result = Results.full();
    Instant when = Instant.parse("2026-01-02T03:04:05Z");
    WebhookEvent event =
        new WebhookEvent("evt_1", "video.completed", "bank", "anna-1", when, result, null);

    ObjectMapper json = new ObjectMapper();
    JsonNode data = json.readTree(ResultJson.webhook(event)).get("data");

    ObjectNode whole = (ObjectNode) json.readTree(ResultJson.line(result));
    assertThat(whole.remove("timeline")).isNotEmpty();
    assertThat(whole.remove("transcript_pieces")).isNotEmpty();
    assertThat(data).isEqualTo(whole);
  }

  @Test
  void forPeopleItIsTheSameOnSeveralLines() throws Exception {
    String pretty = ResultJson.pretty(Results.full());

    assertThat(pretty.lines().count()).isGreaterThan(20);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(pretty)).isEqualTo(json.readTree(ResultJson.line(Results.full())));
  }
}

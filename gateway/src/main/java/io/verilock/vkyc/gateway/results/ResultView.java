package io.verilock.vkyc.gateway.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.List;

/** Results as the contract writes them. */
public final class ResultView {
  private static final List<String> FIELDS =
      List.of(
          "session_id",
          "video_mode",
          "status",
          "result",
          "video_url",
          "duration_seconds",
          "face_match_score",
          "liveness_score",
          "capture",
          "transcript",
          "agent_id",
          "agent_notes",
          "reasons",
          "checks",
          "model_versions",
          "policy_version",
          "analysed_at",
          "take",
          "version");

  private ResultView() {}

  /** A result, with the URL of its recording if that is signed. */
  public static ObjectNode json(VideoResult result) {
    return ResultJson.tree(result).retain(FIELDS);
  }

  /** How a result's video went, second by second. */
  public static ArrayNode timeline(VideoResult result) {
    return (ArrayNode) ResultJson.tree(result).get("timeline");
  }

  /** What was said in a result's video, piece by piece. */
  public static ArrayNode transcriptPieces(VideoResult result) {
    return (ArrayNode) ResultJson.tree(result).get("transcript_pieces");
  }

  /** What is known of a session's video of which the jobs said nothing yet. */
  static VideoResult none(Session session) {
    String status = session.status().equals("cancelled") ? "expired" : session.status();
    return VideoResult.newBuilder()
        .setSessionId(session.sessionId())
        .setTenantId(session.tenantId())
        .setVideoMode(VideoMode.valueOf(session.mode()))
        .setVideoLanguage(session.language())
        .setStatus(SessionStatus.valueOf(status))
        .build();
  }
}

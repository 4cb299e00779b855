package io.verilock.vkyc.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result as JSON: the fields of the public contract by their names, always present, then what we
 * add to them.
 */
public final class ResultJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private ResultJson() {}

  /**
   * The body of a webhook after the Standard Webhooks specification: {@code type}, {@code
   * timestamp} (when it happened, ISO 8601) and {@code data}, the result without its timeline, or
   * how a call stood. UTF-8, without spaces.
   */
  public static byte[] webhook(WebhookEvent event) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", event.getType());
    body.put("timestamp", event.getOccurredAt().toString());
    body.set(
        "data",
        event.getCall() == null
            ? tree(event.getData()).without(List.of("timeline", "transcript_pieces"))
            : call(event.getSessionId(), event.getCall()));
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a webhook that is no JSON", e);
    }
  }

  private static ObjectNode call(String sessionId, CallStanding call) {
    ObjectNode node = JSON.createObjectNode();
    node.put("session_id", sessionId);
    node.put("call_id", call.getCallId());
    node.put("state", call.getState());
    node.put("agent_id", call.getAgentId());
    node.put("asked_at", text(call.getAskedAt()));
    node.put("taken_at", text(call.getTakenAt()));
    node.put("ended_at", text(call.getEndedAt()));
    node.put("ended_by", call.getEndedBy());
    return node;
  }

  /** The result on one line. */
  public static String line(VideoResult result) {
    return write(JSON.writer(), result);
  }

  /** The result for people. */
  public static String pretty(VideoResult result) {
    return write(PRETTY, result);
  }

  private static String write(ObjectWriter writer, VideoResult result) {
    try {
      return writer.writeValueAsString(tree(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON", e);
    }
  }

  /** The result as a tree. */
  public static ObjectNode tree(VideoResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("session_id", result.getSessionId());
    node.put("video_mode", text(result.getVideoMode()));
    node.put("status", text(result.getStatus()));
    node.put("result", text(result.getResult()));
    node.put("video_url", result.getVideoUrl());
    node.put("duration_seconds", result.getDurationSeconds());
    node.put("face_match_score", result.getFaceMatchScore());
    node.put("liveness_score", result.getLivenessScore());
    node.put("transcript", result.getTranscript());
    node.put("agent_id", result.getAgentId());
    node.put("agent_notes", result.getAgentNotes());
    node.set("reasons", texts(result.getReasons()));
    node.set("checks", checks(result.getChecks()));
    node.set("model_versions", JSON.valueToTree(new TreeMap<>(result.getModelVersions())));
    node.put("analysed_at", text(result.getAnalysedAt()));
    node.put("version", result.getVersion());
    node.put("policy_version", result.getPolicyVersion());
    node.put("tenant_id", result.getTenantId());
    node.put("video_language", result.getVideoLanguage());
    node.put("reviewer_id", result.getReviewerId());
    node.put("review_notes", result.getReviewNotes());
    node.set("inputs", inputs(result.getInputs()));
    node.set("recording", object(result.getRecording()));
    node.set("timeline", timeline(result.getTimeline()));
    node.put("best_frame_ms", result.getBestFrameMs());
    node.set("review_copy", object(result.getReviewCopy()));
    node.put("capture", text(result.getCapture()));
    node.put("take", result.getTake());
    node.set("transcript_pieces", pieces(result.getTranscriptPieces()));
    return node;
  }

  private static ObjectNode checks(List<Check> checks) {
    ObjectNode node = JSON.createObjectNode();
    for (Check check : checks) {
      ObjectNode one = node.putObject(check.getName());
      one.put("status", text(check.getStatus()));
      one.put("score", check.getScore());
      one.set("reasons", texts(check.getReasons()));
      ObjectNode measures = one.putObject("measures");
      for (Map.Entry<String, Double> measure : new TreeMap<>(check.getMeasures()).entrySet()) {
        measures.put(measure.getKey(), measure.getValue());
      }
      one.put("detail", check.getDetail());
    }
    return node;
  }

  private static ArrayNode inputs(List<InputRange> inputs) {
    ArrayNode node = JSON.createArrayNode();
    for (InputRange input : inputs) {
      node.addObject()
          .put("topic", input.getTopic())
          .put("partition", input.getPartition())
          .put("first_offset", input.getFirstOffset())
          .put("last_offset", input.getLastOffset())
          .put("records", input.getRecords());
    }
    return node;
  }

  private static ObjectNode object(ObjectReference reference) {
    if (reference == null) {
      return null;
    }
    return JSON.createObjectNode()
        .put("uri", reference.getUri())
        .put("length", reference.getLength())
        .put("sha256", reference.getSha256());
  }

  private static ArrayNode timeline(List<TimelineSecond> timeline) {
    ArrayNode node = JSON.createArrayNode();
    for (TimelineSecond second : timeline) {
      node.addObject()
          .put("from_ms", second.getFromMs())
          .put("frames", second.getFrames())
          .put("face_frames", second.getFaceFrames())
          .put("faces", second.getFaces())
          .put("face_match_score", second.getFaceMatchScore())
          .put("liveness_score", second.getLivenessScore())
          .put("quality", second.getQuality())
          .set("defects", texts(second.getDefects()));
    }
    return node;
  }

  private static ArrayNode pieces(List<TranscriptPiece> pieces) {
    ArrayNode node = JSON.createArrayNode();
    for (TranscriptPiece piece : pieces) {
      node.addObject()
          .put("from_ms", piece.getFromMs())
          .put("to_ms", piece.getToMs())
          .put("text", piece.getText())
          .put("confidence", piece.getConfidence());
    }
    return node;
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode node = JSON.createArrayNode();
    texts.forEach(node::add);
    return node;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}

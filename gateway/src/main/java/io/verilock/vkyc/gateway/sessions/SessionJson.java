package io.verilock.vkyc.gateway.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.schemas.Prompt;
import java.util.List;

/** Sessions as the contract writes them. */
public final class SessionJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SessionJson() {}

  /** The part that the person's page needs. */
  public static ObjectNode progress(Session session) {
    ObjectNode json = JSON.createObjectNode();
    json.put("session_id", session.sessionId());
    json.put("status", session.status());
    json.set("steps", JSON.valueToTree(session.steps()));
    json.put("video_mode", session.mode());
    json.put("video_max_duration", session.maxDuration());
    json.put("video_takes", session.takes());
    json.put("video_language", session.language());
    json.set("prompts", prompts(session));
    json.put("redirect_url", session.redirectUrl());
    json.put("take", session.take());
    json.set("photos_received", JSON.valueToTree(session.photos()));
    json.put("chunks_received", session.chunks());
    json.put("expires_at", Times.text(session.expiresAt()));
    return json;
  }

  /** All of it, without what is said only once. */
  public static ObjectNode whole(Session session) {
    ObjectNode json = progress(session);
    json.put("result", session.result());
    json.put("version", session.version());
    json.put("external_id", session.externalId());
    json.set("metadata", kept(session.metadata()));
    json.putNull("url");
    json.put("created_at", Times.text(session.createdAt()));
    return json;
  }

  /** What a person is asked for. */
  static ArrayNode prompts(List<Prompt> prompts) {
    ArrayNode json = JSON.createArrayNode();
    for (Prompt prompt : prompts) {
      json.addObject()
          .put("kind", prompt.getKind().name())
          .put("from_ms", prompt.getFromMs())
          .put("to_ms", prompt.getToMs())
          .put("text", prompt.getText());
    }
    return json;
  }

  /** What the person of a session is asked for in the take that counts. */
  static JsonNode prompts(Session session) {
    return kept(session.prompts());
  }

  private static JsonNode kept(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was kept is no JSON", e);
    }
  }
}

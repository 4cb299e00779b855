package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.TopicContents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Shared.class)
class SessionsIT {
  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    client = shared.client();
  }

  @Test
  void aSessionHasTheDefaultsOfTheContractAndReachesTheJobs() throws Exception {
    Reply created = client.session("{}");

    JsonNode session = created.json();
    assertThat(session.get("status").asText()).isEqualTo("pending");
    assertThat(session.get("video_mode").asText()).isEqualTo("self_record");
    assertThat(session.get("video_max_duration").asInt()).isEqualTo(60);
    assertThat(session.get("video_language").asText()).isEqualTo("en");
    assertThat(session.get("steps")).hasSize(3);
    assertThat(session.get("url").asText())
        .isEqualTo(running.gateway().address() + "/r#" + created.text("upload_token"));
    List<SessionEvent> events = events(created.text("session_id"));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getType()).isEqualTo(SessionEventType.created);
    assertThat(events.get(0).getSettings().getExpectedPhotos()).hasSize(2);
    assertThat(events.get(0).getSettings().getPlan()).isEqualTo("enterprise");
    assertThat(events.get(0).getSettings().getExpiresAt().toString())
        .isEqualTo(created.text("expires_at"));
  }

  @Test
  void whatIsAskedForIsWhatIsKept() throws Exception {
    String asked =
        """
        {"steps": ["video", "selfie"], "video_max_duration": 12, "video_language": "pt",
         "external_id": "ä/../\\u202e 4711", "metadata": {"b": "2", "a": "1"}, "expires_in": 60,
         "redirect_url": "https://bank.example/done?x=1"}""";
    String sessionId = client.session(asked).text("session_id");

    JsonNode session = client.get("/v1/sessions/" + sessionId).json();

    assertThat(session.get("external_id").asText()).isEqualTo("ä/../\u202e 4711");
    assertThat(session.get("metadata").get("b").asText()).isEqualTo("2");
    assertThat(session.get("video_max_duration").asInt()).isEqualTo(12);
    assertThat(session.get("redirect_url").asText()).isEqualTo("https://bank.example/done?x=1");
    assertThat(session.get("url").isNull()).isTrue();
    assertThat(events(sessionId).get(0).getSettings().getExpectedPhotos()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"video_mode\": \"call\"} | /video_mode | not_allowed",
        "{\"video_max_duration\": 4} | /video_max_duration | out_of_range",
        "{\"video_max_duration\": \"60\"} | /video_max_duration | wrong_type",
        "{\"videomode\": \"self_record\"} | /videomode | unknown_field",
        "{\"steps\": [\"selfie\"]} | /steps | video_required",
        "{\"steps\": [\"video\", \"video\"]} | /steps | duplicate",
        "{\"metadata\": {\"a\": 1}} | /metadata/a | wrong_type",
        "{\"external_id\": \"\"} | /external_id | too_short",
        "{\"external_id\": \"a\\u0000b\"} | /external_id | bad_format",
        "{\"redirect_url\": \"http://bank.example\"} | /redirect_url | bad_format",
        "{\"video_mode\": \"live_agent\", \"video_max_duration\": 60} | /video_max_duration | not_applicable",
        "{\"video_mode\": \"live_agent\", \"challenge\": [\"phrase\"]} | /challenge | not_applicable",
        "{\"challenge\": [\"phrase\", \"phrase\"]} | /challenge | duplicate",
        "{\"challenge\": [\"song\"]} | /challenge/0 | not_allowed",
        "{\"challenge\": [\"phrase\"], \"video_max_duration\": 9} | /video_max_duration | out_of_range",
      })
  void aFieldThatIsWrongIsNamed(String body, String pointer, String code) throws Exception {
    Reply reply = client.post("/v1/sessions", body);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
    assertThat(reply.code()).isEqualTo("validation_failed");
    assertThat(reply.json().get("errors")).hasSize(1);
    JsonNode error = reply.json().get("errors").get(0);
    assertThat(error.get("pointer").asText()).isEqualTo(pointer);
    assertThat(error.get("code").asText()).as(reply.toString()).isEqualTo(code);
  }

  @Test
  void aChallengeIsDrawnOnceAndTheSameForEverybody() throws Exception {
    Reply created =
        client.session("{\"challenge\": [\"phrase\", \"head_turns\"], \"video_language\": \"fr\"}");
    String sessionId = created.text("session_id");

    JsonNode prompts = created.json().get("prompts");
    assertThat(prompts.findValuesAsText("kind"))
        .startsWith("look", "statement", "phrase")
        .hasSizeBetween(5, 6);
    assertThat(prompts.get(2).get("text").asText().split(" ")).hasSize(6);
    assertThat(client.get("/v1/sessions/" + sessionId).json().get("prompts")).isEqualTo(prompts);
    assertThat(client.get("/v1/sessions").json().at("/data/0/prompts")).isEqualTo(prompts);
    Client person = client.as(created.text("upload_token"));
    assertThat(person.get("/v1/session").json().get("prompts")).isEqualTo(prompts);
    List<Prompt> told = events(sessionId).get(0).getSettings().getPrompts();
    assertThat(told).hasSameSizeAs(prompts);
    for (int i = 0; i < told.size(); i++) {
      JsonNode prompt = prompts.get(i);
      assertThat(told.get(i).getKind().name()).isEqualTo(prompt.get("kind").asText());
      assertThat(told.get(i).getFromMs()).isEqualTo(prompt.get("from_ms").asLong());
      assertThat(told.get(i).getToMs()).isEqualTo(prompt.get("to_ms").asLong());
      assertThat(told.get(i).getText()).isEqualTo(prompt.get("text").textValue());
    }
  }

  @Test
  void everySessionHasAnotherChallenge() throws Exception {
    Set<JsonNode> drawn = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      drawn.add(client.session("{\"challenge\": [\"phrase\"]}").json().get("prompts"));
    }
    assertThat(drawn).hasSizeGreaterThan(3);
  }

  @Test
  void withoutAChallengeNothingIsDrawn() throws Exception {
    Reply created = client.session("{\"challenge\": []}");

    assertThat(created.json().get("prompts")).isEmpty();
    assertThat(client.session("{}").json().get("prompts")).isEmpty();
    assertThat(events(created.text("session_id")).get(0).getSettings().getPrompts()).isEmpty();
  }

  @Test
  void aRecordingThatIsTooShortForItsChallengeIsToldWhatItTakes() throws Exception {
    String asked = "{\"challenge\": [\"phrase\", \"head_turns\"], \"video_max_duration\": %d}";

    Reply refused = client.post("/v1/sessions", asked.formatted(16));
    assertThat(refused.json().at("/errors/0/detail").asText())
        .isEqualTo("is less than the 17 seconds that the challenge takes");
    client.session(asked.formatted(17));
  }

  @Test
  void everyFieldThatIsWrongIsNamedWithWhatItMayBe() throws Exception {
    Reply reply =
        client.post("/v1/sessions", "{\"video_mode\": \"x\", \"video_language\": \"it\"}");

    assertThat(reply.json().get("errors")).hasSize(2);
    List<String> allowed = new ArrayList<>();
    for (JsonNode error : reply.json().get("errors")) {
      error.get("allowed").forEach(value -> allowed.add(value.asText()));
    }
    assertThat(allowed).contains("self_record", "live_agent", "en", "pt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{ | malformed_json",
        "{\"steps\": [], \"steps\": []} | malformed_json",
        "{} {} | malformed_json",
      })
  void whatIsNoJsonIsSaidToBeNone(String body, String code) throws Exception {
    Reply reply = client.post("/v1/sessions", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void liveAgentsArePartOfTheEnterprisePlan() throws Exception {
    String body = "{\"video_mode\": \"live_agent\"}";
    Reply refused = running.client("standard").post("/v1/sessions", body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("enterprise_plan_required");

    assertThat(client.session(body).json().get("video_max_duration").isNull()).isTrue();
  }

  @Test
  void sessionsAreListedYoungestFirstPageByPageAndByFilter() throws Exception {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(
          0,
          client
              .session("{\"external_id\": \"%s\"}".formatted(i % 2 == 0 ? "even" : "odd"))
              .text("session_id"));
    }
    client.post("/v1/sessions/%s/cancel".formatted(made.get(0)), "");

    Reply first = client.get("/v1/sessions?limit=2");
    Reply second = client.get("/v1/sessions?limit=2&cursor=" + first.text("next_cursor"));
    Reply third = client.get("/v1/sessions?limit=2&cursor=" + second.text("next_cursor"));
    List<String> seen = new ArrayList<>();
    for (Reply page : List.of(first, second, third)) {
      page.json().get("data").forEach(one -> seen.add(one.get("session_id").asText()));
    }
    assertThat(seen).isEqualTo(made);
    assertThat(third.text("next_cursor")).isNull();

    assertThat(client.get("/v1/sessions?external_id=odd").json().get("data")).hasSize(2);
    assertThat(client.get("/v1/sessions?status=cancelled").json().get("data")).hasSize(1);
    assertThat(client.get("/v1/sessions?status=pending&video_language=en").json().get("data"))
        .hasSize(4);
    assertThat(client.get("/v1/sessions?created_to=2020-01-01T00:00:00Z").json().get("data"))
        .isEmpty();
    Reply wrong = client.get("/v1/sessions?external_id=odd&cursor=" + first.text("next_cursor"));
    assertThat(wrong.code()).isEqualTo("invalid_cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, query:limit, out_of_range",
    "limit=ten, query:limit, wrong_type",
    "statu=pending, query:statu, unknown_field",
    "status=done, query:status, not_allowed",
    "limit=1&limit=2, query:limit, duplicate",
    "created_from=yesterday, query:created_from, bad_format"
  })
  void aParameterThatIsWrongIsNamed(String query, String pointer, String code) throws Exception {
    Reply reply = client.get("/v1/sessions?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_parameter");
    JsonNode error = reply.json().get("errors").get(0);
    assertThat(error.get("pointer").asText()).isEqualTo(pointer);
    assertThat(error.get("code").asText()).as(reply.toString()).isEqualTo(code);
  }

  @Test
  void aCancelledSessionTakesNothingMoreAndItsTokenIsDead() throws Exception {
    Reply created = client.session("{}");
    String sessionId = created.text("session_id");
    String path = "/v1/sessions/" + sessionId;

    assertThat(client.post(path + "/cancel", "").text("status")).isEqualTo("cancelled");
    assertThat(client.post(path + "/cancel", "").status()).isEqualTo(200);

    assertThat(events(sessionId))
        .extracting(SessionEvent::getType)
        .containsExactly(SessionEventType.created, SessionEventType.cancelled);
    assertThat(client.chunk(sessionId, 0, new byte[3]).code()).isEqualTo("session_ended");
    assertThat(client.as(created.text("upload_token")).get(path).code())
        .isEqualTo("credential_invalid");
    assertThat(client.get(path + "/video").text("status")).isEqualTo("expired");
  }

  @Test
  void anErasedSessionIsGone() throws Exception {
    String sessionId = client.session("{}").text("session_id");
    client.chunk(sessionId, 0, new byte[3]);

    assertThat(client.delete("/v1/sessions/" + sessionId).status()).isEqualTo(204);

    assertThat(client.get("/v1/sessions/" + sessionId).code()).isEqualTo("session_not_found");
    assertThat(client.delete("/v1/sessions/" + sessionId).status()).isEqualTo(404);
    assertThat(events(sessionId))
        .extracting(SessionEvent::getType)
        .containsExactly(SessionEventType.created, SessionEventType.deleted);
  }

  private List<SessionEvent> events(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.SESSIONS).stream()
        .filter(event -> event.getSessionId().equals(sessionId))
        .toList();
  }

  @Test
  void anUploadTokenFindsItsSession() throws Exception {
    Reply created = client.session("{\"steps\": [\"video\"]}");

    Reply own = client.as(created.text("upload_token")).get("/v1/session");

    assertThat(own.text("session_id")).isEqualTo(created.text("session_id"));
    assertThat(client.get("/v1/session").code()).isEqualTo("upload_token_required");
  }
}

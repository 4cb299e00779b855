package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recording that is begun anew. */
@ExtendWith(Shared.class)
class TakesIT {
  private Running running;
  private Client client;
  private Client person;
  private String sessionId;

  @BeforeEach
  void newSession(Running shared) throws Exception {
    running = shared;
    client = shared.client();
    open(
        "{\"video_takes\": 2, \"challenge\": [\"phrase\", \"head_turns\"], \"video_language\": \"es\"}");
  }

  @Test
  void aTakeReplacesTheOneBefore() throws Exception {
    assertThat(chunk(1, 0, "a").status()).isEqualTo(201);
    assertThat(chunk(1, 1, "b").status()).isEqualTo(201);
    JsonNode before = person.get("/v1/session").json();

    JsonNode begun = begin(2).json();

    assertThat(begun.get("take").asInt()).isEqualTo(2);
    assertThat(begun.get("chunks_received").asInt()).isZero();
    assertThat(begun.get("status").asText()).isEqualTo("in_progress");
    assertThat(kinds(begun)).contains("phrase");
    assertThat(begun.get("prompts")).isNotEqualTo(before.get("prompts"));
    Reply late = chunk(1, 2, "c");
    assertThat(late.code()).isEqualTo("take_differs");
    assertThat(late.json().get("take").asInt()).isEqualTo(2);
    assertThat(finish(1, 2).code()).isEqualTo("take_differs");
    assertThat(chunk(2, 0, "other").status()).isEqualTo(201);
    assertThat(chunk(2, 0, "other").status()).isEqualTo(200);
    JsonNode there = person.get(path("/video/chunks")).json();
    assertThat(there.get("take").asInt()).isEqualTo(2);
    assertThat(there.get("ranges").toString()).isEqualTo("[{\"first\":0,\"last\":0}]");
    assertThat(there.get("bytes_received").asInt()).isEqualTo(5);
    assertThat(finish(2, 1).status()).isEqualTo(202);

    assertThat(chunks())
        .extracting(VideoChunk::getTake, VideoChunk::getSequence, VideoChunk::getLast)
        .containsExactly(
            Tuple.tuple(1, 0, false),
            Tuple.tuple(1, 1, false),
            Tuple.tuple(2, 0, false),
            Tuple.tuple(2, 1, true));
    SessionEvent told = told();
    assertThat(told.getTake()).isEqualTo(2);
    assertThat(told.getSettings().getTenantId()).isNotEqualTo("default");
    assertThat(told.getSettings().getVideoLanguage()).isEqualTo("es");
    assertThat(told.getSettings().getPrompts())
        .extracting(prompt -> prompt.getKind().name())
        .containsExactlyElementsOf(kinds(begun));
  }

  @Test
  void aTakeThatWasBegunIsNotBegunAgain() throws Exception {
    JsonNode begun = begin(2).json();

    assertThat(begin(2).json().get("prompts")).isEqualTo(begun.get("prompts"));
    assertThat(begin(1).code()).isEqualTo("take_differs");
    Reply tooMany = begin(3);
    assertThat(tooMany.code()).isEqualTo("no_take_left");
    assertThat(tooMany.json().get("video_takes").asInt()).isEqualTo(2);
  }

  @Test
  void aSessionAllowsOneTakeWhereNothingIsSaid() throws Exception {
    open("{}");

    assertThat(begin(1).json().get("take").asInt()).isEqualTo(1);
    assertThat(begin(2).code()).isEqualTo("no_take_left");
  }

  @Test
  void whatIsFinishedOrEndedIsNotBegunAnew() throws Exception {
    chunk(1, 0, "a");
    finish(1, 1);
    assertThat(begin(2).code()).isEqualTo("recording_finished");

    open("{\"video_takes\": 3}");
    assertThat(begin(3).code()).isEqualTo("take_differs");
    client.post(path("/cancel"), "");
    assertThat(client.json("PUT", path("/video/take"), "{\"take\": 2}", Map.of()).code())
        .isEqualTo("session_ended");
  }

  @Test
  void whatTheCameraSaidGoesWithItsTake() throws Exception {
    String evidence =
        """
        {"camera": {"label": "first", "settings": {}}, "microphone": {"label": "", "settings": {}},
         "constraints": {}, "recorder": {"type": "video/webm", "video_bits_per_second": 1},
         "parts": 1, "frames": {"count": 1, "mean_ms": null, "deviation_ms": null, "longest_ms": null}}""";
    assertThat(person.json("PUT", path("/video/capture"), evidence, Map.of()).status())
        .isEqualTo(204);
    begin(2);
    chunk(2, 0, "a");
    chunk(2, 1, "b");
    finish(2, 2);

    assertThat(client.get(path("/video/capture")).json().get("evidence").isNull()).isTrue();
    assertThat(chunks()).last().extracting(VideoChunk::getCapture).isNull();
  }

  @Test
  void whatIsKnownOfATakeIsNoHintForTheNext() throws Exception {
    LiveScore.Builder score =
        LiveScore.newBuilder()
            .setSessionId(sessionId)
            .setSecond(1)
            .setPresentationTimeMs(1_000L)
            .setFrames(5)
            .setFaceFrames(0)
            .setFaces(0);
    running.scored(score.build());
    AtomicInteger next = new AtomicInteger();
    Await.until(
        "a hint of the first take",
        () -> "no_face".equals(chunk(1, next.getAndIncrement(), "a").text("hint")));

    begin(2);

    assertThat(chunk(2, 0, "b").json().get("hint").isNull()).isTrue();
    running.scored(score.setTake(2).build());
    Await.until(
        "a hint of the second",
        () -> "no_face".equals(chunk(2, next.getAndIncrement(), "b").text("hint")));
  }

  @Test
  void aCallHasNoTakes() throws Exception {
    Reply refused =
        client.post("/v1/sessions", "{\"video_mode\": \"live_agent\", \"video_takes\": 2}");

    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/video_takes");
    assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("not_applicable");
  }

  private void open(String session) throws Exception {
    Reply created = client.session(session);
    sessionId = created.text("session_id");
    person = client.person(created);
  }

  private Reply begin(int take) throws Exception {
    return person.json("PUT", path("/video/take"), "{\"take\": %d}".formatted(take), Map.of());
  }

  private Reply chunk(int take, int sequence, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest = Base64.getEncoder().encodeToString(Secrets.sha256().digest(bytes));
    return person.send(
        "PUT",
        path("/video/chunks/%d?take=%d".formatted(sequence, take)),
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Content-Digest",
            "sha-256=:%s:".formatted(digest)),
        bytes);
  }

  private Reply finish(int take, int count) throws Exception {
    return person.post(
        path("/video/finish"), "{\"take\": %d, \"chunk_count\": %d}".formatted(take, count));
  }

  private String path(String more) {
    return "/v1/sessions/" + sessionId + more;
  }

  private List<VideoChunk> chunks() throws Exception {
    Await.until("the end is there", () -> received().stream().anyMatch(VideoChunk::getLast));
    return received();
  }

  private List<VideoChunk> received() throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.CHUNKS).stream()
        .filter(chunk -> chunk.getSessionId().equals(sessionId))
        .toList();
  }

  private SessionEvent told() throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.SESSIONS).stream()
        .filter(event -> event.getSessionId().equals(sessionId))
        .filter(event -> event.getType() == SessionEventType.retaken)
        .findAny()
        .orElseThrow();
  }

  private static List<String> kinds(JsonNode session) {
    return session.get("prompts").findValuesAsText("kind");
  }
}

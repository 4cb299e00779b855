package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.TopicContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue, claims, and decisions of one or two people. */
@ExtendWith(Shared.class)
class ReviewsIT {
  private static final String APPROVED = "{\"result\": \"approved\"}";

  private Running running;
  private String tenant;
  private Client ada;
  private Client bob;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    tenant = shared.tenant("enterprise");
    ada = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
    bob = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
  }

  @Test
  void whatWaitsLongestComesFirst() throws Exception {
    String second = waiting(200);
    String first = waiting(100);

    JsonNode queue = ada.get("/v1/reviews/queue").json();
    assertThat(queue.get("waiting").asInt()).isEqualTo(2);
    assertThat(queue.get("data").findValuesAsText("session_id")).containsExactly(first, second);

    assertThat(next(ada)).isEqualTo(first);
    assertThat(next(ada)).as("who has one keeps it").isEqualTo(first);
    assertThat(next(bob)).isEqualTo(second);
    assertThat(ada.get("/v1/reviews/queue").json().findValuesAsText("claimed_by"))
        .doesNotContain("null");
    Client carol = new Client(running.gateway().address(), running.key(tenant, Scope.values()));
    assertThat(carol.post("/v1/reviews/next", "").status()).isEqualTo(204);
    assertThat(ada.delete(path(first, "/review/claim")).status()).isEqualTo(204);
    assertThat(next(carol)).isEqualTo(first);
  }

  @Test
  void manyWhoAskAtOnceGetOneEach() throws Exception {
    List<String> sessions = new ArrayList<>();
    List<Callable<String>> asking = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sessions.add(waiting(i));
      Client client = new Client(running.gateway().address(), running.key(tenant, Scope.values()));
      asking.add(() -> next(client));
    }
    List<String> got = new ArrayList<>();
    ExecutorService together = Executors.newFixedThreadPool(asking.size());
    try {
      for (var one : together.invokeAll(asking)) {
        got.add(one.get());
      }
    } finally {
      together.shutdownNow();
    }

    assertThat(got).containsExactlyInAnyOrderElementsOf(sessions);
  }

  @Test
  void whatSomebodyLooksAtNobodyElseDecides() throws Exception {
    String sessionId = waiting(1);
    assertThat(ada.json("PUT", path(sessionId, "/review/claim"), "", Map.of()).status())
        .isEqualTo(200);

    assertThat(bob.json("PUT", path(sessionId, "/review/claim"), "", Map.of()).code())
        .isEqualTo("review_claimed");
    assertThat(bob.post(path(sessionId, "/review"), APPROVED).code()).isEqualTo("review_claimed");
    assertThat(bob.delete(path(sessionId, "/review/claim")).status()).isEqualTo(204);
    assertThat(bob.post(path(sessionId, "/review"), APPROVED).code()).isEqualTo("review_claimed");

    // The claim runs out, as if a minute had passed.
    running
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update review_claim set expires_at = now() where session_id = ?", sessionId));
    assertThat(bob.post(path(sessionId, "/review"), APPROVED).status()).isEqualTo(202);
    assertThat(ada.post(path(sessionId, "/review"), APPROVED).code()).isEqualTo("already_reviewed");
    assertThat(ada.json("PUT", path(sessionId, "/review/claim"), "", Map.of()).code())
        .isEqualTo("already_reviewed");
    assertThat(ada.get("/v1/reviews/queue").json().get("waiting").asInt()).isZero();
  }

  @Test
  void withFourEyesTheSecondPersonDecides() throws Exception {
    fourEyes(true);
    String sessionId = waiting(1);
    assertThat(next(ada)).isEqualTo(sessionId);

    Reply proposed =
        ada.post(path(sessionId, "/review"), "{\"result\": \"approved\", \"notes\": \"first\"}");
    assertThat(proposed.text("state")).isEqualTo("proposed");
    assertThat(decisions(sessionId)).isEmpty();
    Reply own = ada.post(path(sessionId, "/review"), APPROVED);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.code()).isEqualTo("own_proposal");
    assertThat(ada.post("/v1/reviews/next", "").status()).isEqualTo(204);

    assertThat(next(bob)).isEqualTo(sessionId);
    JsonNode proposal = bob.get(path(sessionId, "/review")).json().get("proposal");
    assertThat(proposal.get("notes").asText()).isEqualTo("first");
    Reply decided =
        bob.post(path(sessionId, "/review"), "{\"result\": \"approved\", \"notes\": \"second\"}");
    assertThat(decided.text("state")).isEqualTo("decided");
    assertThat(decided.text("proposed_by")).isEqualTo(proposed.text("reviewed_by"));
    Await.until("the decision is told", () -> decisions(sessionId).size() == 1);
    assertThat(decisions(sessionId).get(0).getNotes()).isEqualTo("first\n\nsecond");
  }

  @Test
  void withFourEyesADifferentDecisionTakesThePlaceOfTheFirst() throws Exception {
    fourEyes(true);
    String sessionId = waiting(1);
    ada.post(path(sessionId, "/review"), APPROVED);

    Reply other = bob.post(path(sessionId, "/review"), "{\"result\": \"declined\"}");
    assertThat(other.text("state")).isEqualTo("proposed");
    Reply agreed = ada.post(path(sessionId, "/review"), "{\"result\": \"declined\"}");
    assertThat(agreed.text("state")).isEqualTo("decided");
    assertThat(agreed.text("result")).isEqualTo("declined");
  }

  @Test
  void aDecisionOnAnOlderResultIsRefused() throws Exception {
    fourEyes(true);
    String sessionId = waiting(1);
    ada.post(path(sessionId, "/review"), "{\"result\": \"approved\", \"version\": 3}");
    jobs(result(sessionId, 4, 1));
    awaitVersion(sessionId, 4);

    Reply old = bob.post(path(sessionId, "/review"), "{\"result\": \"approved\", \"version\": 3}");
    assertThat(old.status()).isEqualTo(409);
    assertThat(old.code()).isEqualTo("evidence_changed");
    assertThat(bob.get(path(sessionId, "/review")).json().get("proposal").isNull()).isTrue();
    assertThat(bob.post(path(sessionId, "/review"), "{\"result\": \"approved\"}").text("state"))
        .as("what was proposed for the older result does not count")
        .isEqualTo("proposed");
  }

  @Test
  void aCaseHasAllThatADecisionNeeds() throws Exception {
    Reply created = ada.session("{}");
    String sessionId = created.text("session_id");
    String evidence =
        """
        {"camera": {"label": "OBS Virtual Camera", "settings": {}},
         "microphone": {"label": "", "settings": {}},
         "constraints": {}, "recorder": {"type": "video/webm", "video_bits_per_second": 1000000},
         "parts": 1, "frames": {"count": 1, "mean_ms": null, "deviation_ms": null,
         "longest_ms": null}}""";
    Client person = ada.person(created);
    Reply put = person.json("PUT", path(sessionId, "/video/capture"), evidence, Map.of());
    assertThat(put.status()).as(put.toString()).isEqualTo(204);
    jobs(result(sessionId, 3, 1));
    awaitVersion(sessionId, 3);

    JsonNode all = ada.get(path(sessionId, "/review")).json();
    assertThat(all.get("video").get("result").asText()).isEqualTo("needs_review");
    assertThat(all.get("video").get("video_url").asText()).contains("X-Amz-Signature");
    assertThat(all.get("session").get("session_id").asText()).isEqualTo(sessionId);
    assertThat(all.at("/capture/evidence/camera/label").asText()).isEqualTo("OBS Virtual Camera");
    assertThat(all.get("selfie_url").isNull()).isTrue();
    assertThat(all.get("four_eyes").asBoolean()).isFalse();
    assertThat(ada.get("/v1/audit?action=getReviewCase&session_id=" + sessionId).json().get("data"))
        .hasSize(1);
    Client other = running.client();
    assertThat(other.get(path(sessionId, "/review")).code()).isEqualTo("session_not_found");
    assertThat(other.post(path(sessionId, "/review"), APPROVED).code())
        .isEqualTo("session_not_found");
    assertThat(other.get("/v1/reviews/queue").json().get("waiting").asInt()).isZero();
  }

  @Test
  void aSessionThatTheJobsKnowAloneCanBeDecided() throws Exception {
    String sessionId = "batch-" + UUID.randomUUID();
    jobs(result(sessionId, 3, 1));
    Await.until("it waits", () -> ada.get("/v1/reviews/queue").json().get("waiting").asInt() == 1);

    assertThat(next(ada)).isEqualTo(sessionId);
    assertThat(ada.get(path(sessionId, "/review")).json().get("session").isNull()).isTrue();
    assertThat(ada.post(path(sessionId, "/review"), APPROVED).status()).isEqualTo(202);
  }

  private void fourEyes(boolean wanted) throws Exception {
    String settings = "{\"four_eyes\": %s}".formatted(wanted);
    assertThat(ada.json("PATCH", "/v1/settings", settings, Map.of()).status()).isEqualTo(200);
    assertThat(ada.get("/v1/settings").json().get("four_eyes").asBoolean()).isEqualTo(wanted);
  }

  private static String next(Client client) throws Exception {
    Reply claimed = client.post("/v1/reviews/next", "");
    assertThat(claimed.status()).as(claimed.toString()).isEqualTo(200);
    return claimed.text("session_id");
  }

  /** A new session that waits for a decision, since so many seconds into the year. */
  private String waiting(int second) throws Exception {
    String sessionId = ada.session("{}").text("session_id");
    jobs(result(sessionId, 3, second));
    awaitVersion(sessionId, 3);
    return sessionId;
  }

  private void awaitVersion(String sessionId, int version) throws Exception {
    Await.until(
        "version " + version,
        () -> ada.get(path(sessionId, "/video")).json().get("version").asInt() == version);
  }

  private List<Review> decisions(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.REVIEWS).stream()
        .filter(review -> review.getSessionId().equals(sessionId))
        .toList();
  }

  private void jobs(VideoResult result) throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.RESULTS, result);
      topics.flush();
    }
  }

  private VideoResult result(String sessionId, int version, int second) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenant)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.needs_review)
        .setReasons(List.of("selfie_match_uncertain"))
        .setRecording(new ObjectReference("s3a://vkyc-recordings/sessions/x", 7L, "ab"))
        .setAnalysedAt(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second))
        .setVersion(version)
        .build();
  }

  private static String path(String sessionId, String more) {
    return "/v1/sessions/" + sessionId + more;
  }
}

package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.results.Projection;
import io.verilock.vkyc.schemas.Capture;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class ResultsIT {
  private Running running;
  private Client client;
  private String tenant;
  private String sessionId;

  @BeforeEach
  void newSession(Running shared) throws Exception {
    running = shared;
    tenant = shared.tenant("enterprise");
    client =
        new Client(
            shared.gateway().address(),
            shared.key(tenant, io.verilock.vkyc.gateway.access.Scope.values()));
    sessionId = client.session("{}").text("session_id");
  }

  @Test
  void beforeThereIsAResultThereIsOneOfVersion0() throws Exception {
    JsonNode video = client.get(path("/video")).json();

    assertThat(video.get("version").asInt()).isZero();
    assertThat(video.get("status").asText()).isEqualTo("pending");
    assertThat(video.get("result").isNull()).isTrue();
    assertThat(video.get("capture").isNull()).isTrue();
    assertThat(client.post(path("/review"), "{\"result\": \"approved\"}").code())
        .isEqualTo("session_not_reviewable");
  }

  @Test
  void whatTheJobsSayIsShownWithAUrlThatOpensForAnHour() throws Exception {
    jobs(completed(3, Outcome.needs_review));
    awaitVersion(3);

    JsonNode video = client.get(path("/video")).json();
    assertThat(video.get("result").asText()).isEqualTo("needs_review");
    assertThat(video.get("liveness_score").asDouble()).isEqualTo(87.5);
    assertThat(video.get("capture").asText()).isEqualTo("live");
    assertThat(video.get("video_url").asText()).contains("X-Amz-Expires=3600");
    JsonNode session = client.get(path("")).json();
    assertThat(session.get("status").asText()).isEqualTo("completed");
    assertThat(session.get("version").asInt()).isEqualTo(3);
    assertThat(client.get("/v1/sessions?result=needs_review").json().get("data")).hasSize(1);
    assertThat(client.chunk(sessionId, 0, new byte[1]).code()).isEqualTo("session_ended");
  }

  @Test
  void anOlderResultThatComesLateSetsNothingBack() throws Exception {
    jobs(completed(5, Outcome.declined));
    awaitVersion(5);
    String mark = client.session("{}").text("session_id");

    jobs(completed(4, Outcome.approved));
    jobs(VideoResult.newBuilder(completed(3, Outcome.approved)).setSessionId(mark).build());
    Await.until(
        "the later record of the same key's neighbour",
        () -> client.get("/v1/sessions/" + mark).json().get("version").asInt() == 3);

    assertThat(client.get(path("/video")).text("result")).isEqualTo("declined");
  }

  @Test
  void theFirstDecisionCountsAndSaysWhoMadeIt() throws Exception {
    jobs(completed(3, Outcome.needs_review));
    awaitVersion(3);

    Reply first = client.post(path("/review"), "{\"result\": \"approved\", \"notes\": \"ok\"}");
    assertThat(first.status()).isEqualTo(202);
    assertThat(client.post(path("/review"), "{\"result\": \"declined\"}").code())
        .isEqualTo("already_reviewed");

    List<Review> reviews =
        TopicContents.decoded(running.kafka().bootstrapServers(), Topics.REVIEWS).stream()
            .filter(review -> review.getSessionId().equals(sessionId))
            .toList();
    assertThat(reviews).hasSize(1);
    assertThat(reviews.get(0).getReviewerId()).isEqualTo(first.text("reviewed_by"));
    assertThat(reviews.get(0).getReviewId()).isEqualTo(first.text("review_id"));
    assertThat(reviews.get(0).getNotes()).isEqualTo("ok");
  }

  @Test
  void aSessionThatTheJobsErasedHasNoResult() throws Exception {
    jobs(completed(3, Outcome.approved));
    awaitVersion(3);

    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.erase(Topics.RESULTS, sessionId);
      topics.flush();
    }

    awaitVersion(0);
  }

  @Test
  void theTableIsMadeAnewFromTheTopic() throws Exception {
    jobs(completed(3, Outcome.approved));
    awaitVersion(3);

    running.database().jdbi().useTransaction(Projection::forget);

    awaitVersion(3);
    assertThat(client.get(path("/video")).text("result")).isEqualTo("approved");
  }

  @Test
  void aResultOfAnotherTenantIsNotShown() throws Exception {
    jobs(
        VideoResult.newBuilder(completed(3, Outcome.approved))
            .setSessionId("elsewhere-" + sessionId)
            .setTenantId("elsewhere")
            .build());
    jobs(completed(3, Outcome.approved));
    awaitVersion(3);

    assertThat(client.get("/v1/sessions/elsewhere-%s/video".formatted(sessionId)).code())
        .isEqualTo("session_not_found");
  }

  private void awaitVersion(int version) throws Exception {
    Await.until(
        "version " + version,
        () -> client.get(path("/video")).json().get("version").asInt() == version);
  }

  private void jobs(VideoResult result) throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.RESULTS, result);
      topics.flush();
    }
  }

  private VideoResult completed(int version, Outcome outcome) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenant)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setResult(outcome)
        .setDurationSeconds(7)
        .setFaceMatchScore(91.25)
        .setCapture(Capture.live)
        .setLivenessScore(87.5)
        .setRecording(new ObjectReference("s3a://vkyc-recordings/sessions/x", 7L, "ab"))
        .setAnalysedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
        .setVersion(version)
        .build();
  }

  private String path(String more) {
    return "/v1/sessions/" + sessionId + more;
  }
}

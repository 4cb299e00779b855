package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.Await;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing of a request lives in one gateway. */
@ExtendWith(Shared.class)
class TwoGatewaysIT {
  private static final int FEW = 5;

  @Test
  void whatOneTookTheOtherKnows(Running running) throws Exception {
    String tenant = running.tenant("standard");
    String key = running.key(tenant, Scope.values());
    try (Gateway other = Gateway.start(running.settings())) {
      Client one = new Client(running.gateway().address(), key);
      Client two = new Client(other.address(), key);
      Reply first = one.post("/v1/sessions", "{}", "order-1");
      assertThat(two.post("/v1/sessions", "{}", "order-1").text("session_id"))
          .isEqualTo(first.text("session_id"));
      String sessionId = first.text("session_id");
      assertThat(one.chunk(sessionId, 0, new byte[2]).status()).isEqualTo(201);
      assertThat(two.chunk(sessionId, 0, new byte[2]).status()).isEqualTo(200);
      assertThat(two.chunk(sessionId, 0, new byte[3]).code()).isEqualTo("chunk_differs");
      assertThat(
              two.person(first)
                  .post("/v1/sessions/%s/video/finish".formatted(sessionId), "{\"chunk_count\": 1}")
                  .status())
          .isEqualTo(202);

      write(running, result(tenant, sessionId, 3));
      awaitVersion(one, sessionId, 3);
      assertThat(two.get("/v1/sessions/" + sessionId).json().get("version").asInt()).isEqualTo(3);
    }
  }

  @Test
  void whereOneStopsTheOtherGoesOnReadingResults(Running running) throws Exception {
    String tenant = running.tenant("standard");
    Client client = new Client(running.gateway().address(), running.key(tenant, Scope.values()));
    String sessionId = client.session("{}").text("session_id");
    for (int version = 3; version < 3 + 2 * 2; version += 2) {
      // Whichever of the two reads: afterwards it is the one that is left.
      try (Gateway other = Gateway.start(running.settings())) {
        write(running, result(tenant, sessionId, version));
        awaitVersion(
            new Client(other.address(), running.key(tenant, Scope.values())), sessionId, version);
      }
      write(running, result(tenant, sessionId, version + 1));
      awaitVersion(client, sessionId, version + 1);
    }
  }

  @Test
  void aKeysRequestsAreCountedInBothTogetherAndUploadsAreNot(Running running) throws Exception {
    String key = running.key(running.tenant("standard"), Scope.values());
    GatewaySettings few = few(running.settings());
    try (Gateway one = Gateway.start(few);
        Gateway two = Gateway.start(few)) {
      Client first = new Client(one.address(), key);
      Client second = new Client(two.address(), key);
      Reply created = first.session("{}");
      assertThat(created.header("RateLimit-Limit")).isEqualTo(Integer.toString(FEW));
      assertThat(created.header("RateLimit-Remaining")).isEqualTo(Integer.toString(FEW - 1));
      for (int i = 1; i < FEW; i++) {
        assertThat((i % 2 == 0 ? first : second).get("/v1/sessions").status()).isEqualTo(200);
      }

      Reply refused = second.get("/v1/sessions");
      assertThat(refused.code()).isEqualTo("rate_limited");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
      String sessionId = created.text("session_id");
      assertThat(first.chunk(sessionId, 0, new byte[1]).status()).isEqualTo(201);
      assertThat(second.get("/v1/sessions/" + sessionId).status()).isEqualTo(200);
    }
  }

  private static GatewaySettings few(GatewaySettings all) {
    return new GatewaySettings(
        all.host(),
        0,
        null,
        all.databaseUrl(),
        all.databaseUser(),
        all.databasePassword(),
        all.bootstrapServers(),
        all.objectStore(),
        all.recordings(),
        FEW,
        List.of(),
        List.of(),
        "",
        null,
        false);
  }

  private static void awaitVersion(Client client, String sessionId, int version) throws Exception {
    Await.until(
        "version " + version,
        () -> client.get("/v1/sessions/" + sessionId).json().get("version").asInt() == version);
  }

  private static void write(Running running, VideoResult result) throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.RESULTS, result);
      topics.flush();
    }
  }

  private static VideoResult result(String tenant, String sessionId, int version) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenant)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.approved)
        .setVersion(version)
        .build();
  }
}

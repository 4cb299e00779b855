package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.schemas.AppliedPolicies;
import io.verilock.vkyc.schemas.AppliedPolicy;
import io.verilock.vkyc.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policy that decides, as its tenant sees it. */
@ExtendWith(Shared.class)
class PolicyIT {
  /** What an analysis job tells. */
  static final String POLICY =
      """
      {"checks": {"match_selfie": {"decline_below": 40, "approve_from": 60.5},
        "face_continuity": {"decline_below": 30, "approve_from": 50, "failed": "declined"}},
       "reasons": {"selfie_mismatch": "declined", "multiple_faces": "needs_review",
        "video_not_upright": "approved"},
       "liveness_by": ["passive_liveness", "head_turn_challenge + spoken_challenge"],
       "minimum_usable_frames": %d, "multiple_faces_share": 0.25}""";

  @Test
  void eachTenantSeesItsOwnOrThatOfAll(Running running) throws Exception {
    String bank = running.tenant("standard");
    Client own = new Client(running.gateway().address(), running.key(bank, Scope.SESSIONS_READ));
    tell(running, Instant.ofEpochMilli(1_000), Map.of("default", policy(5), bank, policy(9)));

    JsonNode seen = own.get("/v1/policy").json();
    assertThat(seen.get("own").asBoolean()).isTrue();
    assertThat(seen.get("policy_version").asText()).isEqualTo("sha256:9");
    assertThat(seen.at("/policy/minimum_usable_frames").asInt()).isEqualTo(9);
    assertThat(seen.get("applied_at").asText()).isEqualTo("1970-01-01T00:00:01Z");
    JsonNode others = running.client().get("/v1/policy").json();
    assertThat(others.get("own").asBoolean()).isFalse();
    assertThat(others.at("/policy/minimum_usable_frames").asInt()).isEqualTo(5);
    assertThat(named(running, "default").get("/v1/policy").json().get("own").asBoolean()).isFalse();

    tell(running, Instant.ofEpochMilli(2_000), Map.of("default", policy(6)));
    JsonNode changed = own.get("/v1/policy").json();
    assertThat(changed.get("own").asBoolean()).isFalse();
    assertThat(changed.at("/policy/minimum_usable_frames").asInt()).isEqualTo(6);
  }

  @Test
  void whoMayNotReadSessionsDoesNotSeeIt(Running running) throws Exception {
    Client agents =
        new Client(
            running.gateway().address(),
            running.key(running.tenant("enterprise"), Scope.CALLS_WRITE));

    assertThat(agents.get("/v1/policy").code()).isEqualTo("scope_missing");
  }

  private static Client named(Running running, String tenantId) {
    running
        .database()
        .jdbi()
        .useTransaction(handle -> ApiKeys.putTenant(handle, tenantId, "standard", Instant.now()));
    return new Client(running.gateway().address(), running.key(tenantId, Scope.SESSIONS_READ));
  }

  static AppliedPolicy policy(int frames) {
    return new AppliedPolicy("sha256:" + frames, POLICY.formatted(frames));
  }

  static void tell(Running running, Instant at, Map<String, AppliedPolicy> policies)
      throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.POLICIES, new AppliedPolicies("video-analysis", at, policies));
      topics.flush();
    }
  }
}

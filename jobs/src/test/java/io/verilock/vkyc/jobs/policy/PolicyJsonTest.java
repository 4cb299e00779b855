package io.verilock.vkyc.jobs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.AppliedPolicies;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.ofEpochMilli(7_000);

  @Test
  void theBuiltInPolicyIsToldInFull() throws Exception {
    AppliedPolicies applied = PolicyJson.applied("analysis", TenantPolicies.BUILT_IN, NOW);

    assertThat(applied.getJob()).isEqualTo("analysis");
    assertThat(applied.getAppliedAt()).isEqualTo(NOW);
    assertThat(applied.getPolicies()).containsOnlyKeys("default");
    assertThat(applied.getPolicies().get("default").getVersion())
        .isEqualTo(DecisionPolicy.BUILT_IN.version());
    JsonNode told = told(applied, "default");
    assertThat(told.at("/checks/match_selfie").toString())
        .isEqualTo("{\"decline_below\":40.0,\"approve_from\":60.0}");
    assertThat(told.at("/reasons/selfie_mismatch").asText()).isEqualTo("declined");
    assertThat(told.at("/reasons/multiple_faces").asText()).isEqualTo("needs_review");
    assertThat(told.at("/reasons").has("session_expired")).isFalse();
    assertThat(told.at("/liveness_by").toString())
        .isEqualTo("[\"passive_liveness\",\"head_turn_challenge\"]");
    assertThat(told.at("/minimum_usable_frames").asInt()).isEqualTo(5);
    assertThat(told.at("/multiple_faces_share").asDouble()).isEqualTo(0.2);
  }

  @Test
  void whatAFileSaysOfATenantIsToldAsItsOwn() throws Exception {
    TenantPolicies policies =
        PolicyFile.parse(
            """
            {"tenants": {"bank": {
              "checks": {"face_continuity": {"decline_below": 30, "failed": "declined"}},
              "reasons": {"multiple_faces": "declined"},
              "liveness_by": ["passive_liveness + head_turn_challenge"],
              "minimum_usable_frames": 9}}}""");

    AppliedPolicies applied = PolicyJson.applied("analysis", policies, NOW);

    assertThat(applied.getPolicies()).containsOnlyKeys("default", "bank");
    assertThat(applied.getPolicies().get("bank").getVersion())
        .isEqualTo(policies.of("bank").version());
    JsonNode told = told(applied, "bank");
    assertThat(told.at("/checks/face_continuity").toString())
        .isEqualTo("{\"decline_below\":30.0,\"approve_from\":50.0,\"failed\":\"declined\"}");
    assertThat(told.at("/reasons/multiple_faces").asText()).isEqualTo("declined");
    assertThat(told.at("/liveness_by/0").asText())
        .isEqualTo("head_turn_challenge + passive_liveness");
    assertThat(told.at("/minimum_usable_frames").asInt()).isEqualTo(9);
    assertThat(told(applied, "default").at("/reasons/multiple_faces").asText())
        .isEqualTo("needs_review");
  }

  private static JsonNode told(AppliedPolicies applied, String tenant) throws Exception {
    return JSON.readTree(applied.getPolicies().get(tenant).getPolicy());
  }
}

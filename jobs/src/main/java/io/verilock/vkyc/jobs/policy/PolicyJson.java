package io.verilock.vkyc.jobs.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.jobs.decision.CheckRule;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.AppliedPolicies;
import io.verilock.vkyc.schemas.AppliedPolicy;
import io.verilock.vkyc.schemas.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes policies as people read them: in the form of a policy file, with nothing left out. */
public final class PolicyJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyJson() {}

  /** What a job tells of the policies that it decides by. */
  public static AppliedPolicies applied(String job, TenantPolicies policies, Instant now) {
    Map<String, AppliedPolicy> all = new TreeMap<>();
    all.put(PolicyFile.DEFAULT, applied(policies.standard()));
    policies.tenants().forEach((tenant, policy) -> all.put(tenant, applied(policy)));
    return new AppliedPolicies(job, now, all);
  }

  private static AppliedPolicy applied(DecisionPolicy policy) {
    return new AppliedPolicy(policy.version(), tree(policy).toString());
  }

  private static ObjectNode tree(DecisionPolicy policy) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode checks = json.putObject("checks");
    policy.checks().forEach((name, rule) -> checks.set(name, tree(rule)));
    ObjectNode reasons = json.putObject("reasons");
    for (Reason reason : Reason.values()) {
      if (policy.leadsTo(reason) != Outcome.unknown) {
        reasons.put(reason.code(), policy.leadsTo(reason).name());
      }
    }
    policy.livenessBy().forEach(set -> json.withArray("liveness_by").add(String.join(" + ", set)));
    json.put("minimum_usable_frames", policy.scoring().minimumUsableFrames());
    json.put("multiple_faces_share", policy.scoring().multipleFacesShare());
    return json;
  }

  private static ObjectNode tree(CheckRule rule) {
    ObjectNode json = JSON.createObjectNode();
    json.put("decline_below", rule.band().declineBelow());
    json.put("approve_from", rule.band().approveFrom());
    if (rule.failed() != null) {
      json.put("failed", rule.failed().name());
    }
    return json;
  }
}

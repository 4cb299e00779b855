package io.verilock.vkyc.jobs.decision;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of all tenants.
 *
 * @param standard of every tenant without a policy of its own
 * @param tenants policies by tenant id
 */
public record TenantPolicies(DecisionPolicy standard, Map<String, DecisionPolicy> tenants)
    implements Serializable {
  /** What decides where nothing is configured. */
  public static final TenantPolicies BUILT_IN = of(DecisionPolicy.BUILT_IN);

  /** Sorts and copies what it is given. */
  public TenantPolicies {
    tenants = Collections.unmodifiableMap(new TreeMap<>(tenants));
  }

  /** One policy for every tenant. */
  public static TenantPolicies of(DecisionPolicy standard) {
    return new TenantPolicies(standard, Map.of());
  }

  /** The policy that decides this tenant's sessions. */
  public DecisionPolicy of(String tenantId) {
    return tenants.getOrDefault(tenantId, standard);
  }
}

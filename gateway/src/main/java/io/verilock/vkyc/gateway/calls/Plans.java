package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import org.jdbi.v3.core.Handle;

/** Whose plan has calls. */
final class Plans {
  private static final String ENTERPRISE = "enterprise";

  private Plans() {}

  /**
   * Makes sure that who acts for a tenant has calls.
   *
   * @throws Problem if their plan has none
   */
  static void requireEnterprise(Caller caller) throws Problem {
    require(((Caller.Customer) caller).plan());
  }

  /**
   * Makes sure that a tenant has calls today: its plan may have changed since a session began.
   *
   * @throws Problem if its plan has none
   */
  static void requireEnterprise(Handle handle, String tenantId) throws Problem {
    require(
        handle
            .createQuery("select plan from tenant where tenant_id = :id")
            .bind("id", tenantId)
            .mapTo(String.class)
            .one());
  }

  private static void require(String plan) throws Problem {
    if (!plan.equals(ENTERPRISE)) {
      throw new Problem(
          ErrorCode.ENTERPRISE_PLAN_REQUIRED, "Calls with agents are part of the enterprise plan.");
    }
  }
}

package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which agent a member of staff is. */
public final class OwnAgent {
  private OwnAgent() {}

  /** The agent that a member of staff is, if they are one. */
  public static Optional<String> of(Handle handle, String staffId) {
    return handle
        .createQuery("select agent_id from agent where staff_id = :staff")
        .bind("staff", staffId)
        .mapTo(String.class)
        .findOne();
  }

  /** Makes a member of staff an agent who works always, if they are none. */
  public static void make(
      Handle handle,
      String tenantId,
      String staffId,
      String name,
      List<String> languages,
      Instant now) {
    if (of(handle, staffId).isEmpty()) {
      Agents.Details details =
          new Agents.Details(name, languages, true, WorkingHours.ALWAYS, 1, staffId);
      Agents.create(handle, tenantId, details, now);
    }
  }

  /**
   * Makes sure that who has signed in as an agent acts for themselves alone.
   *
   * @throws Problem that there is no such agent, if it is another one
   */
  static void require(Handle handle, Caller caller, String agentId) throws Problem {
    if (isAgent(caller) && !of(handle, caller.id()).equals(Optional.of(agentId))) {
      throw new Problem(ErrorCode.AGENT_NOT_FOUND, "You are not the agent %s.".formatted(agentId));
    }
  }

  /** Whether somebody has signed in as an agent. */
  static boolean isAgent(Caller caller) {
    return caller instanceof Caller.Staff staff && staff.role() == Role.AGENT;
  }

  /**
   * A member of staff who can be an agent.
   *
   * @param staffId null for nobody
   * @param agentId the agent to be; null for one that is made now
   * @return the id
   * @throws Problem if there is no such member of staff, or they are another agent
   */
  static String staff(Handle handle, String tenantId, String staffId, String agentId)
      throws Problem {
    if (staffId == null) {
      return null;
    }
    boolean can =
        handle
            .createQuery(
                "select exists (select 1 from staff where tenant_id = :tenant and staff_id = :staff"
                    + " and disabled_at is null) and not exists (select 1 from agent where"
                    + " staff_id = :staff and agent_id is distinct from :agent)")
            .bind("tenant", tenantId)
            .bind("staff", staffId)
            .bind("agent", agentId)
            .mapTo(Boolean.class)
            .one();
    if (!can) {
      throw Problem.of(
          ErrorCode.VALIDATION_FAILED,
          List.of(
              FieldError.of(
                  "/staff_id",
                  ErrorCode.NOT_ALLOWED,
                  "is nobody who may sign in, or is another agent already")));
    }
    return staffId;
  }
}

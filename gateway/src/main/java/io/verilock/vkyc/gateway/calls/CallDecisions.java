package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.tenants.TenantSettings;
import io.verilock.vkyc.gateway.tenants.TenantSettings.Interruptions;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who decides a session that had a call: its agent. A second person may agree where it takes two.
 * Keys act for the tenant's own programs, which know whose call it was.
 */
public final class CallDecisions {
  private CallDecisions() {}

  /** The agent of a session's call, if it had one that was taken. */
  public static Optional<String> agent(Handle handle, String tenantId, String sessionId) {
    return CallTable.taken(handle, tenantId, sessionId).map(LiveCall::agentId);
  }

  /**
   * Whether a decision takes two people: always, or because the call was interrupted and the
   * tenant's rules demand a second look then.
   */
  public static boolean isForTwo(Handle handle, String tenantId, String sessionId) {
    TenantSettings settings = TenantSettings.of(handle, tenantId);
    return settings.fourEyes()
        || (settings.callInterruptions() == Interruptions.REVIEW
            && CallTable.taken(handle, tenantId, sessionId)
                .filter(call -> Presence.hadGaps(handle, call.callId()))
                .isPresent());
  }

  /** A session's call as agents know it; null where none was taken. */
  public static ObjectNode json(Handle handle, String tenantId, String sessionId) {
    return CallTable.taken(handle, tenantId, sessionId).map(LiveCall::json).orElse(null);
  }

  /** When a session's calls had lost a side, as the contract writes it. */
  public static ArrayNode gaps(Handle handle, String tenantId, String sessionId) {
    ArrayNode gaps = JsonNodeFactory.instance.arrayNode();
    handle
        .createQuery(
            "select call_gap.* from call_gap join live_call using (call_id)"
                + " where live_call.tenant_id = :tenant and session_id = :session"
                + " order by began_at")
        .bind("tenant", tenantId)
        .bind("session", sessionId)
        .map(
            (row, context) ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("call_id", row.getString("call_id"))
                    .put("who", row.getString("who"))
                    .put("from", Times.text(Rows.instant(row, "began_at")))
                    .put("to", Times.text(Rows.instant(row, "ended_at"))))
        .forEach(gaps::add);
    return gaps;
  }

  /**
   * Makes sure that somebody may decide a session now.
   *
   * @param agreeing whether somebody else's proposal waits for a second person
   * @throws Problem if its call still goes on, or is another agent's to decide
   */
  public static void require(Handle handle, Caller caller, String sessionId, boolean agreeing)
      throws Problem {
    Optional<LiveCall> taken = CallTable.taken(handle, caller.tenantId(), sessionId);
    requireVisible(handle, caller, sessionId);
    if (taken.isEmpty()) {
      return;
    }
    if (taken.get().isConnected()) {
      throw new Problem(ErrorCode.CALL_OPEN, "End the call first: it is decided after it.");
    }
    if (caller instanceof Caller.Staff staff && !isTheirs(handle, staff, taken.get())) {
      if (!agreeing) {
        throw new Problem(
            ErrorCode.CALL_NOT_YOURS, "It is for the agent of its call to decide the session.");
      }
    }
  }

  /**
   * Makes sure that who has signed in as an agent looks at sessions of their own calls alone.
   *
   * @throws Problem if it is none
   */
  public static void requireVisible(Handle handle, Caller caller, String sessionId) throws Problem {
    if (OwnAgent.isAgent(caller)
        && !agent(handle, caller.tenantId(), sessionId).equals(OwnAgent.of(handle, caller.id()))) {
      throw Sessions.unknown(sessionId);
    }
  }

  /**
   * Makes sure that who asks for the queue of reviews is no agent: theirs is the queue of calls.
   *
   * @throws Problem if they are one
   */
  public static void requireReviewer(Caller caller) throws Problem {
    if (OwnAgent.isAgent(caller)) {
      throw new Problem(
          ErrorCode.SCOPE_MISSING, "Agents decide their own calls; the queue is for reviewers.");
    }
  }

  /** A call that a program took, for an agent who does not sign in, is every reviewer's. */
  private static boolean isTheirs(Handle handle, Caller.Staff staff, LiveCall call) {
    Optional<String> agentOfCall =
        handle
            .createQuery(
                "select staff_id from agent where agent_id = :agent and staff_id is not null")
            .bind("agent", call.agentId())
            .mapTo(String.class)
            .findOne();
    return agentOfCall.isEmpty() || agentOfCall.get().equals(staff.staffId());
  }
}

package io.verilock.vkyc.gateway.reviews;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.reviews.Decisions.Decision;
import io.verilock.vkyc.gateway.reviews.Decisions.Proposal;

/** Decisions as the contract writes them. */
final class ReviewJson {
  private ReviewJson() {}

  static ObjectNode decision(String sessionId, Decision decision) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", "decided")
        .put("review_id", decision.reviewId())
        .put("session_id", sessionId)
        .put("result", decision.result())
        .put("notes", decision.notes())
        .put("reviewed_by", decision.by())
        .put("proposed_by", decision.proposedBy())
        .put("reviewed_at", Times.text(decision.at()));
  }

  /** What waits for a second person. */
  static ObjectNode proposal(String sessionId, Proposal proposal) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", "proposed")
        .putNull("review_id")
        .put("session_id", sessionId)
        .put("result", proposal.result())
        .put("notes", proposal.notes())
        .put("reviewed_by", proposal.by())
        .putNull("proposed_by")
        .put("reviewed_at", Times.text(proposal.at()));
  }
}

package io.verilock.vkyc.gateway.reviews;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.CallDecisions;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.results.Results;
import io.verilock.vkyc.gateway.reviews.Decisions.Decision;
import io.verilock.vkyc.gateway.reviews.Decisions.Wish;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.tenants.TenantSettings;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people do with sessions that wait for a decision: take one, and decide it. */
public final class ReviewOperations {
  private static final String REVIEWED = "reviewed";

  private final Outbox outbox;
  private final ReviewCase reviewCase;

  /** Sets them up. */
  public ReviewOperations(Outbox outbox, ReviewCase reviewCase) {
    this.outbox = outbox;
    this.reviewCase = reviewCase;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction list = ReviewOperations::list;
    Operation.InTransaction next = ReviewOperations::next;
    Operation.InTransaction claim = ReviewOperations::claim;
    Operation.InTransaction giveBack = ReviewOperations::giveBack;
    Operation.Unbound get = reviewCase::get;
    Operation.InTransaction review = this::review;
    return Map.of(
        "listReviewQueue", list,
        "claimNextReview", next,
        "claimReview", claim,
        "giveBackReview", giveBack,
        "getReviewCase", get,
        "reviewSession", review);
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    CallDecisions.requireReviewer(call.caller());
    String tenantId = call.caller().tenantId();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode data = json.putArray("data");
    Waiting.list(handle, tenantId, call.at(), call.number("limit"))
        .forEach(
            entry ->
                data.addObject()
                    .put("session_id", entry.sessionId())
                    .put("external_id", entry.externalId())
                    .put("video_mode", entry.mode())
                    .put("waiting_since", Times.text(entry.since()))
                    .put("claimed_by", entry.claimedBy())
                    .put("claimed_until", Times.text(entry.claimedUntil()))
                    .put("proposed_by", entry.proposedBy())
                    .put("proposed_result", entry.proposedResult()));
    AuditLog.target(handle, call, null);
    return Answer.json(200, json.put("waiting", Waiting.count(handle, tenantId)));
  }

  private static Answer next(Call call, Handle handle) throws Problem {
    CallDecisions.requireReviewer(call.caller());
    String tenantId = call.caller().tenantId();
    Optional<String> next = Waiting.next(handle, tenantId, call.caller().id(), call.at());
    return next.isEmpty() ? Answer.empty() : claimed(call, handle, next.get());
  }

  private static Answer claim(Call call, Handle handle) throws Problem, IOException {
    String sessionId = call.path("session_id");
    CallDecisions.requireVisible(handle, call.caller(), sessionId);
    requireReviewable(known(handle, call.caller().tenantId(), sessionId));
    requireUndecided(handle, sessionId);
    return claimed(call, handle, sessionId);
  }

  private static Answer claimed(Call call, Handle handle, String sessionId) throws Problem {
    String who = call.caller().id();
    boolean renewed =
        Claims.of(handle, sessionId, call.at()).filter(claim -> claim.by().equals(who)).isPresent();
    Claims.Claim claim = Claims.take(handle, call.caller().tenantId(), sessionId, who, call.at());
    if (!renewed) {
      AuditLog.session(handle, call, sessionId);
    }
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", sessionId)
            .put("claimed_by", claim.by())
            .put("claimed_until", Times.text(claim.until())));
  }

  private static Answer giveBack(Call call, Handle handle) throws Problem, IOException {
    String sessionId = call.path("session_id");
    known(handle, call.caller().tenantId(), sessionId);
    Claims.giveBack(handle, sessionId, call.caller().id());
    AuditLog.session(handle, call, sessionId);
    return Answer.empty();
  }

  private Answer review(Call call, Handle handle) throws Problem, IOException {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    String who = call.caller().id();
    VideoResult known = known(handle, tenantId, sessionId);
    requireReviewable(known);
    requireUndecided(handle, sessionId);
    boolean forTwo = CallDecisions.isForTwo(handle, tenantId, sessionId);
    boolean agreeing =
        forTwo && Decisions.proposal(handle, sessionId, known.getVersion()).isPresent();
    CallDecisions.require(handle, call.caller(), sessionId, agreeing);
    requireAnalysed(handle, tenantId, known, call.bodyText("result"));
    Claims.requireNoOther(handle, sessionId, who, call.at());
    if (call.body().has("version") && call.body().get("version").asInt() != known.getVersion()) {
      throw new Problem(
          ErrorCode.EVIDENCE_CHANGED,
          "The result is of version %d by now.".formatted(known.getVersion()));
    }
    Wish wish =
        new Wish(
            tenantId, sessionId, call.bodyText("result"), call.bodyText("notes"), who, call.at());
    Optional<Decision> decision = Decisions.make(handle, wish, known, forTwo);
    Optional<String> agent = CallDecisions.agent(handle, tenantId, sessionId);
    decision.ifPresent(
        made ->
            outbox.put(
                handle, Topics.REVIEWS, record(made, sessionId, known.getVideoMode(), agent)));
    Claims.giveBack(handle, sessionId, who);
    AuditLog.session(handle, call, sessionId);
    return Answer.json(
        202,
        decision
            .map(made -> ReviewJson.decision(sessionId, made))
            .orElseGet(
                () ->
                    ReviewJson.proposal(
                        sessionId,
                        Decisions.proposal(handle, sessionId, known.getVersion()).orElseThrow())));
  }

  /** The agent of the call decides it, whoever else agreed. */
  private static Review record(
      Decision decision, String sessionId, VideoMode mode, Optional<String> agent) {
    Review review =
        Review.newBuilder()
            .setSessionId(sessionId)
            .setReviewId(decision.reviewId())
            .setResult(Outcome.valueOf(decision.result()))
            .setNotes(decision.notes())
            .setReviewedAt(decision.at())
            .build();
    if (mode == VideoMode.live_agent) {
      review.setAgentId(agent.orElse(decision.by()));
    } else {
      review.setReviewerId(decision.by());
    }
    return review;
  }

  private static VideoResult known(Handle handle, String tenantId, String sessionId)
      throws Problem, IOException {
    Optional<VideoResult> known = Results.locked(handle, tenantId, sessionId);
    if (known.isEmpty()) {
      Sessions.get(handle, tenantId, sessionId);
      throw new Problem(ErrorCode.SESSION_NOT_REVIEWABLE, "There is no result to decide on.");
    }
    return known.get();
  }

  private static void requireReviewable(VideoResult result) throws Problem {
    if (result.getReasons().contains(REVIEWED)) {
      throw Decisions.alreadyReviewed();
    }
    boolean call =
        result.getVideoMode() == VideoMode.live_agent
            && result.getStatus() == SessionStatus.in_progress;
    if (result.getStatus() != SessionStatus.completed && !call) {
      throw new Problem(
          ErrorCode.SESSION_NOT_REVIEWABLE, "The session is %s.".formatted(result.getStatus()));
    }
  }

  /** What the models see in a recording may be what nobody saw in the call. */
  private static void requireAnalysed(
      Handle handle, String tenantId, VideoResult result, String decision) throws Problem {
    if (result.getStatus() != SessionStatus.completed
        && decision.equals("approved")
        && !TenantSettings.of(handle, tenantId).approveBeforeAnalysis()) {
      throw new Problem(
          ErrorCode.SESSION_NOT_REVIEWABLE,
          "The recording of the call is not analysed yet: it can be declined, but not approved.");
    }
  }

  private static void requireUndecided(Handle handle, String sessionId) throws Problem {
    if (Decisions.find(handle, sessionId).isPresent()) {
      throw Decisions.alreadyReviewed();
    }
  }
}

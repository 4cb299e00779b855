package io.verilock.vkyc.gateway.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Results, and the decisions of people. */
public final class ResultOperations {
  private static final String REVIEWED = "reviewed";
  private static final List<String> FIELDS =
      List.of(
          "session_id",
          "video_mode",
          "status",
          "result",
          "video_url",
          "duration_seconds",
          "face_match_score",
          "liveness_score",
          "transcript",
          "agent_id",
          "agent_notes",
          "reasons",
          "checks",
          "model_versions",
          "policy_version",
          "analysed_at",
          "version");

  private final Outbox outbox;
  private final UrlSigner signer;

  /** Sets them up. */
  public ResultOperations(Outbox outbox, UrlSigner signer) {
    this.outbox = outbox;
    this.signer = signer;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction get = this::get;
    Operation.InTransaction review = this::review;
    return Map.of("getVideoResult", get, "reviewSession", review);
  }

  private Answer get(Call call, Handle handle) throws Problem, IOException {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    Optional<VideoResult> found = Results.find(handle, tenantId, sessionId);
    VideoResult result =
        found.isPresent()
            ? signer.signed(found.get())
            : none(Sessions.get(handle, tenantId, sessionId));
    AuditLog.session(handle, call, sessionId);
    return Answer.json(200, ResultJson.tree(result).retain(FIELDS));
  }

  private Answer review(Call call, Handle handle) throws Problem, IOException {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    VideoResult known = Results.find(handle, tenantId, sessionId).orElse(null);
    if (known == null) {
      Sessions.get(handle, tenantId, sessionId);
      throw new Problem(ErrorCode.SESSION_NOT_REVIEWABLE, "There is no result to decide on.");
    }
    requireReviewable(known);
    Review review =
        Review.newBuilder()
            .setSessionId(sessionId)
            .setReviewId(Secrets.id("rev_"))
            .setResult(Outcome.valueOf(call.bodyText("result")))
            .setNotes(call.bodyText("notes"))
            .setReviewedAt(call.at())
            .build();
    if (known.getVideoMode() == VideoMode.live_agent) {
      review.setAgentId(call.caller().id());
    } else {
      review.setReviewerId(call.caller().id());
    }
    if (!kept(handle, tenantId, review, call.caller().id())) {
      throw alreadyReviewed();
    }
    outbox.put(handle, Topics.REVIEWS, review);
    AuditLog.session(handle, call, sessionId);
    return Answer.json(202, json(review, call.caller().id()));
  }

  private static void requireReviewable(VideoResult result) throws Problem {
    if (result.getReasons().contains(REVIEWED)) {
      throw alreadyReviewed();
    }
    boolean call =
        result.getVideoMode() == VideoMode.live_agent
            && result.getStatus() == SessionStatus.in_progress;
    if (result.getStatus() != SessionStatus.completed && !call) {
      throw new Problem(
          ErrorCode.SESSION_NOT_REVIEWABLE, "The session is %s.".formatted(result.getStatus()));
    }
  }

  private static Problem alreadyReviewed() {
    return new Problem(ErrorCode.ALREADY_REVIEWED, "The session was decided before.");
  }

  private static boolean kept(Handle handle, String tenantId, Review review, String reviewer) {
    return handle
            .createUpdate(
                "insert into review (session_id, review_id, tenant_id, result, notes, reviewer,"
                    + " reviewed_at) values (:id, :review, :tenant, :result, :notes, :reviewer,"
                    + " :at) on conflict (session_id) do nothing")
            .bind("id", review.getSessionId())
            .bind("review", review.getReviewId())
            .bind("tenant", tenantId)
            .bind("result", review.getResult().name())
            .bind("notes", review.getNotes())
            .bind("reviewer", reviewer)
            .bind("at", review.getReviewedAt())
            .execute()
        == 1;
  }

  private static ObjectNode json(Review review, String reviewer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("review_id", review.getReviewId())
        .put("session_id", review.getSessionId())
        .put("result", review.getResult().name())
        .put("notes", review.getNotes())
        .put("reviewed_by", reviewer)
        .put("reviewed_at", Times.text(review.getReviewedAt()));
  }

  /** What is known of a session's video of which the jobs said nothing yet. */
  private static VideoResult none(Session session) {
    String status = session.status().equals("cancelled") ? "expired" : session.status();
    return VideoResult.newBuilder()
        .setSessionId(session.sessionId())
        .setTenantId(session.tenantId())
        .setVideoMode(VideoMode.valueOf(session.mode()))
        .setVideoLanguage(session.language())
        .setStatus(SessionStatus.valueOf(status))
        .build();
  }
}

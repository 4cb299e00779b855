package io.verilock.vkyc.gateway.reviews;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.CallDecisions;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.results.ResultView;
import io.verilock.vkyc.gateway.results.Results;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.SessionJson;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.uploads.CaptureEvidence;
import io.verilock.vkyc.gateway.uploads.SessionObjects;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** All that a person needs to decide a session, in one answer. */
public final class ReviewCase {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Jdbi jdbi;
  private final UrlSigner signer;
  private final SessionObjects objects;

  /** Sets it up. */
  public ReviewCase(Jdbi jdbi, UrlSigner signer, SessionObjects objects) {
    this.jdbi = jdbi;
    this.signer = signer;
    this.objects = objects;
  }

  Answer get(Call call) throws Problem, IOException {
    String sessionId = call.path("session_id");
    jdbi.<Problem>useHandle(
        handle -> CallDecisions.requireVisible(handle, call.caller(), sessionId));
    // What is not there is told before the store is asked; it must not hold a connection.
    Known known = jdbi.inTransaction(handle -> known(call, handle));
    if (known.result().isEmpty() && known.session().isEmpty()) {
      throw Sessions.unknown(sessionId);
    }
    ObjectNode json = known.json();
    json.put("selfie_url", url(sessionId, PhotoKind.selfie));
    json.put("document_url", url(sessionId, PhotoKind.document));
    return Answer.json(200, json);
  }

  /** What the database knows. */
  private record Known(Optional<Session> session, Optional<VideoResult> result, ObjectNode json) {}

  private Known known(Call call, Handle handle) throws IOException {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    Optional<Session> session = Sessions.find(handle, tenantId, sessionId);
    Optional<VideoResult> result = Results.find(handle, tenantId, sessionId);
    ObjectNode json = JSON.objectNode();
    json.put("session_id", sessionId);
    json.set("session", session.map(SessionJson::whole).orElse(null));
    json.set("video", result.map(signer::signed).map(ResultView::json).orElse(null));
    json.set("timeline", result.map(ResultView::timeline).orElseGet(JSON::arrayNode));
    json.set(
        "transcript_pieces", result.map(ResultView::transcriptPieces).orElseGet(JSON::arrayNode));
    json.put(
        "review_url",
        result
            .map(VideoResult::getReviewCopy)
            .map(copy -> signer.url(URI.create(copy.getUri())))
            .orElse(null));
    json.put("best_frame_ms", result.map(VideoResult::getBestFrameMs).orElse(null));
    json.set(
        "capture", session.flatMap(any -> CaptureEvidence.find(handle, sessionId)).orElse(null));
    json.set(
        "decision",
        Decisions.find(handle, sessionId)
            .map(decision -> ReviewJson.decision(sessionId, decision))
            .orElse(null));
    json.set(
        "proposal",
        result
            .flatMap(found -> Decisions.proposal(handle, sessionId, found.getVersion()))
            .map(proposal -> ReviewJson.proposal(sessionId, proposal))
            .orElse(null));
    json.set("call", CallDecisions.json(handle, tenantId, sessionId));
    json.set("call_gaps", CallDecisions.gaps(handle, tenantId, sessionId));
    Optional<Claims.Claim> claim = Claims.of(handle, sessionId, call.at());
    json.put("claimed_by", claim.map(Claims.Claim::by).orElse(null));
    json.put("claimed_until", claim.map(one -> Times.text(one.until())).orElse(null));
    json.put("four_eyes", CallDecisions.isForTwo(handle, tenantId, sessionId));
    if (session.isPresent() || result.isPresent()) {
      AuditLog.session(handle, call, sessionId);
    }
    return new Known(session, result, json);
  }

  /** Null where the picture is not kept. */
  private String url(String sessionId, PhotoKind kind) throws IOException {
    return objects.find("%s/%s".formatted(sessionId, kind)).map(signer::url).orElse(null);
  }
}

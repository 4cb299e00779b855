package io.verilock.vkyc.gateway.results;

import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads results. */
public final class ResultOperations {
  private final UrlSigner signer;

  /** Sets them up. */
  public ResultOperations(UrlSigner signer) {
    this.signer = signer;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction get = this::get;
    return Map.of("getVideoResult", get);
  }

  private Answer get(Call call, Handle handle) throws Problem, IOException {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    Optional<VideoResult> found = Results.find(handle, tenantId, sessionId);
    VideoResult result =
        found.isPresent()
            ? signer.signed(found.get())
            : ResultView.none(Sessions.get(handle, tenantId, sessionId));
    AuditLog.session(handle, call, sessionId);
    return Answer.json(200, ResultView.json(result));
  }
}

package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.Topics;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Begins a recording anew, as often as its session allows. The challenge is drawn anew with it:
 * whoever records again has heard the one before.
 */
final class TakeOperations {
  private final Outbox outbox;
  private final Challenge challenge;

  TakeOperations(Outbox outbox, Challenge challenge) {
    this.outbox = outbox;
    this.challenge = challenge;
  }

  Answer begin(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    int take = call.body().get("take").asInt();
    if (take != session.take()) {
      requireNext(session, take);
      List<Prompt> prompts =
          challenge.draw(
              Challenge.parts(SessionJson.prompts(session)),
              session.language(),
              session.maxDuration());
      Sessions.beginTake(handle, session.sessionId(), take, prompts);
      outbox.put(
          handle,
          Topics.SESSIONS,
          SessionEvents.retaken(
              session, prompts, plan(handle, session.tenantId()), take, call.at()));
    }
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(
        200, SessionJson.progress(Sessions.get(handle, session.tenantId(), session.sessionId())));
  }

  private static void requireNext(Session session, int take) throws Problem {
    session.requireOpen();
    if (session.chunkCount() != null) {
      throw new Problem(
          ErrorCode.RECORDING_FINISHED,
          "The recording of %s is whole.".formatted(session.sessionId()));
    }
    if (take != session.take() + 1) {
      Takes.require(take, session.take());
    }
    if (take > session.takes()) {
      throw new Problem(
              ErrorCode.NO_TAKE_LEFT,
              "The session has a video_takes of %d.".formatted(session.takes()))
          .with(members -> members.put("video_takes", session.takes()));
    }
  }

  private static String plan(Handle handle, String tenantId) {
    return handle
        .createQuery("select plan from tenant where tenant_id = :id")
        .bind("id", tenantId)
        .mapTo(String.class)
        .one();
  }
}

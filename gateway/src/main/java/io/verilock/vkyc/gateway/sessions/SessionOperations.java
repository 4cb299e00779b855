package io.verilock.vkyc.gateway.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** What can be done with sessions as a whole. */
public final class SessionOperations {
  private static final List<String> ALL_STEPS = List.of("document", "selfie", "video");
  private static final String LIVE_AGENT = "live_agent";
  private static final String ENTERPRISE = "enterprise";
  private static final int DEFAULT_DURATION = 60;
  private static final int DEFAULT_EXPIRES_IN = 86_400;

  private final Outbox outbox;
  private final URI publicAddress;
  private final Challenge challenge;
  private final TakeOperations takes;

  /**
   * Sets them up.
   *
   * @param publicAddress where people reach the gateway
   * @param random what challenges are drawn with: nobody can foresee it
   */
  public SessionOperations(Outbox outbox, URI publicAddress, RandomGenerator random) {
    this.challenge = new Challenge(random);
    this.takes = new TakeOperations(outbox, challenge);
    this.outbox = outbox;
    this.publicAddress = publicAddress;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction create = this::create;
    Operation.InTransaction list = SessionOperations::list;
    Operation.InTransaction get = SessionOperations::get;
    Operation.InTransaction own = SessionOperations::own;
    Operation.InTransaction cancel = this::cancel;
    Operation.InTransaction delete = this::delete;
    Operation.InTransaction beginTake = takes::begin;
    return Map.of(
        "createSession", create,
        "listSessions", list,
        "getSession", get,
        "getOwnSession", own,
        "cancelSession", cancel,
        "deleteSession", delete,
        "beginTake", beginTake);
  }

  private Answer create(Call call, Handle handle) throws Problem {
    Caller.Customer customer = (Caller.Customer) call.caller();
    JsonNode body = call.body();
    String mode = body.path("video_mode").asText("self_record");
    boolean live = mode.equals(LIVE_AGENT);
    if (live && !customer.plan().equals(ENTERPRISE)) {
      throw new Problem(
          ErrorCode.ENTERPRISE_PLAN_REQUIRED, "live_agent is part of the enterprise plan.");
    }
    if (live) {
      requireNone(body, List.of("video_max_duration", "video_takes", "challenge"));
    }
    int seconds = body.path("video_max_duration").asInt(DEFAULT_DURATION);
    String language = body.path("video_language").asText("en");
    String token = Secrets.secret("ut_");
    Instant expires = call.at().plusSeconds(body.path("expires_in").asInt(DEFAULT_EXPIRES_IN));
    Sessions.NewSession session =
        new Sessions.NewSession(
            Secrets.id("ses_"),
            customer.tenantId(),
            call.bodyText("external_id"),
            steps(body.path("steps")),
            mode,
            live ? null : (Integer) seconds,
            body.path("video_takes").asInt(1),
            language,
            prompts(body.path("challenge"), language, seconds),
            body.has("metadata") ? body.get("metadata").toString() : "{}",
            call.bodyText("redirect_url"),
            Secrets.hash(token),
            call.at(),
            expires);
    Sessions.insert(handle, session);
    Session kept = Sessions.get(handle, customer.tenantId(), session.sessionId());
    outbox.put(
        handle, Topics.SESSIONS, SessionEvents.created(kept, session.prompts(), customer.plan()));
    AuditLog.session(handle, call, session.sessionId());
    ObjectNode answer = SessionJson.whole(kept);
    answer.put("url", publicAddress.resolve("/r#" + token).toString());
    answer.put(
        "embed_url",
        publicAddress.resolve("/embed/%s#%s".formatted(session.sessionId(), token)).toString());
    answer.put("upload_token", token);
    return Answer.json(201, answer);
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    Cursor cursor = Cursor.of(call);
    Sessions.Choice choice =
        new Sessions.Choice(
            call.text("status"),
            call.text("result"),
            call.text("video_mode"),
            call.text("video_language"),
            call.text("external_id"),
            call.time("created_from"),
            call.time("created_to"),
            cursor == null ? null : cursor.at(),
            cursor == null ? null : cursor.id());
    int limit = call.number("limit");
    List<Session> found = Sessions.list(handle, call.caller().tenantId(), choice, limit + 1);
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        found,
        limit,
        SessionJson::whole,
        last -> new Cursor(last.createdAt(), last.sessionId()));
  }

  private static Answer get(Call call, Handle handle) throws Problem {
    Session session = Sessions.get(handle, call.caller().tenantId(), call.path("session_id"));
    if (call.caller() instanceof Caller.Applicant) {
      // Their own page asks again and again, and is told nothing of anybody else.
      return Answer.json(200, SessionJson.progress(session));
    }
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(200, SessionJson.whole(session));
  }

  private static Answer own(Call call, Handle handle) throws Problem {
    Caller.Applicant applicant = (Caller.Applicant) call.caller();
    return Answer.json(
        200,
        SessionJson.progress(Sessions.get(handle, applicant.tenantId(), applicant.sessionId())));
  }

  private Answer cancel(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    if (!session.status().equals("cancelled")) {
      session.requireOpen();
      Sessions.cancel(handle, outbox, session.sessionId(), call.at());
    }
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(
        200, SessionJson.whole(Sessions.get(handle, session.tenantId(), session.sessionId())));
  }

  private Answer delete(Call call, Handle handle) throws Problem {
    String sessionId = call.path("session_id");
    if (!Sessions.erase(handle, call.caller().tenantId(), sessionId)) {
      throw Sessions.unknown(sessionId);
    }
    outbox.put(
        handle, Topics.SESSIONS, SessionEvents.of(sessionId, SessionEventType.deleted, call.at()));
    AuditLog.session(handle, call, sessionId);
    return Answer.empty();
  }

  private static List<String> steps(JsonNode given) {
    if (given.isMissingNode()) {
      return ALL_STEPS;
    }
    List<String> steps = new ArrayList<>();
    given.forEach(step -> steps.add(step.asText()));
    return steps;
  }

  private static void requireNone(JsonNode body, List<String> fields) throws Problem {
    List<FieldError> given =
        fields.stream()
            .filter(body::has)
            .map(
                field ->
                    FieldError.of(
                        "/" + field, ErrorCode.NOT_APPLICABLE, "does not go with live_agent"))
            .toList();
    if (!given.isEmpty()) {
      throw Problem.of(ErrorCode.VALIDATION_FAILED, given);
    }
  }

  private List<Prompt> prompts(JsonNode asked, String language, int seconds) throws Problem {
    List<Challenge.Part> parts = new ArrayList<>();
    asked.forEach(part -> parts.add(Challenge.Part.valueOf(part.asText())));
    int least = Challenge.leastSeconds(parts);
    if (!parts.isEmpty() && seconds < least) {
      throw Problem.of(
          ErrorCode.VALIDATION_FAILED,
          List.of(
              FieldError.of(
                  "/video_max_duration",
                  ErrorCode.OUT_OF_RANGE,
                  "is less than the %d seconds that the challenge takes".formatted(least))));
    }
    return challenge.draw(parts, language, seconds);
  }
}

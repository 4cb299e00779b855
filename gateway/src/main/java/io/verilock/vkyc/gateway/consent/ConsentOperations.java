package io.verilock.vkyc.gateway.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.consent.Consents.Consent;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What can be done with consent and with its text. */
public final class ConsentOperations {
  private final Outbox outbox;

  /** Sets them up. */
  public ConsentOperations(Outbox outbox) {
    this.outbox = outbox;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction listTexts = ConsentOperations::listTexts;
    Operation.InTransaction putText = ConsentOperations::putText;
    Operation.InTransaction get = ConsentOperations::get;
    Operation.InTransaction give = ConsentOperations::give;
    Operation.InTransaction withdraw = this::withdraw;
    return Map.of(
        "listConsentTexts", listTexts,
        "putConsentText", putText,
        "getConsent", get,
        "giveConsent", give,
        "withdrawConsent", withdraw);
  }

  private static Answer listTexts(Call call, Handle handle) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ArrayNode data = list.putArray("data");
    for (String language : ConsentText.LANGUAGES) {
      data.add(json(ConsentText.current(handle, call.caller().tenantId(), language)));
    }
    AuditLog.target(handle, call, null);
    return Answer.json(200, list);
  }

  private static Answer putText(Call call, Handle handle) {
    String tenantId = call.caller().tenantId();
    // Two at once would be of one version.
    handle.execute("lock table consent_text in share row exclusive mode");
    ConsentText before = ConsentText.current(handle, tenantId, call.path("language"));
    String text = call.bodyText("text");
    AuditLog.target(handle, call, call.path("language"));
    if (before.text().equals(text) && before.version() > 0) {
      return Answer.json(200, json(before));
    }
    ConsentText next = new ConsentText(before.language(), before.version() + 1, text, call.at());
    next.insert(handle, tenantId);
    return Answer.json(201, json(next));
  }

  private static Answer get(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    String sessionId = call.path("session_id");
    Optional<Consent> given = Consents.find(handle, tenantId, sessionId, Consents.GIVEN);
    // The record is there when its session is no more.
    ObjectNode json =
        given.isPresent()
            ? json(handle, tenantId, sessionId, given.get().text())
            : json(handle, Sessions.get(handle, tenantId, sessionId));
    if (!(call.caller() instanceof Caller.Applicant)) {
      AuditLog.session(handle, call, sessionId);
    }
    return Answer.json(200, json);
  }

  private static Answer give(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    boolean given = find(handle, session, Consents.GIVEN).isPresent();
    if (!given) {
      session.requireOpen();
      ConsentText text = ConsentText.current(handle, session.tenantId(), session.language());
      if (!text.sha256().equals(call.bodyText("sha256"))) {
        throw new Problem(
            ErrorCode.CONSENT_TEXT_CHANGED,
            "The text is version %d with the SHA-256 %s.".formatted(text.version(), text.sha256()));
      }
      Consents.add(handle, call, session.sessionId(), Consents.GIVEN, text);
    }
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(given ? 200 : 201, json(handle, session));
  }

  private Answer withdraw(Call call, Handle handle) throws Problem {
    Session session = Sessions.locked(handle, call.caller().tenantId(), call.path("session_id"));
    Consent given =
        find(handle, session, Consents.GIVEN)
            .orElseThrow(
                () ->
                    new Problem(
                        ErrorCode.CONSENT_NOT_GIVEN,
                        "Nobody consented to the session %s.".formatted(session.sessionId())));
    Consents.add(handle, call, session.sessionId(), Consents.WITHDRAWN, given.text());
    if (session.isOpen()) {
      Sessions.cancel(handle, outbox, session.sessionId(), call.at());
    }
    AuditLog.session(handle, call, session.sessionId());
    return Answer.json(200, json(handle, session));
  }

  private static Optional<Consent> find(Handle handle, Session session, String event) {
    return Consents.find(handle, session.tenantId(), session.sessionId(), event);
  }

  /** Where consent was given, the words are those it was given to. */
  private static ObjectNode json(Handle handle, Session session) {
    ConsentText text =
        find(handle, session, Consents.GIVEN)
            .map(Consent::text)
            .orElseGet(() -> ConsentText.current(handle, session.tenantId(), session.language()));
    return json(handle, session.tenantId(), session.sessionId(), text);
  }

  private static ObjectNode json(
      Handle handle, String tenantId, String sessionId, ConsentText text) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("session_id", sessionId);
    json.put("language", text.language());
    json.put("version", text.version());
    json.put("text", text.text());
    json.put("sha256", text.sha256());
    for (String event : List.of(Consents.GIVEN, Consents.WITHDRAWN)) {
      json.set(
          event,
          Consents.find(handle, tenantId, sessionId, event)
              .map(ConsentOperations::json)
              .orElse(null));
    }
    return json;
  }

  private static ObjectNode json(Consent consent) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("consent_id", consent.consentId())
        .put("at", Times.text(consent.at()))
        .put("by", consent.actorType())
        .put("source_address", consent.sourceAddress());
  }

  private static ObjectNode json(ConsentText text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("language", text.language())
        .put("version", text.version())
        .put("text", text.text())
        .put("sha256", text.sha256())
        .put("created_at", text.createdAt() == null ? null : Times.text(text.createdAt()));
  }
}

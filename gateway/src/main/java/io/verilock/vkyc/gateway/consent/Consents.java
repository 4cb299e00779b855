package io.verilock.vkyc.gateway.consent;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.gateway.http.Call;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The records of who agreed, and of who took it back: they are added, and never changed. */
final class Consents {
  static final String GIVEN = "given";
  static final String WITHDRAWN = "withdrawn";

  private Consents() {}

  /**
   * A record.
   *
   * @param text the words that were agreed to
   * @param actorType who said so, {@code upload_token} or {@code api_key}
   */
  record Consent(
      String consentId, ConsentText text, Instant at, String actorType, String sourceAddress) {}

  /** The record of an event of a session, if there is one. */
  static Optional<Consent> find(Handle handle, String tenantId, String sessionId, String event) {
    return handle
        .createQuery(
            "select * from consent where tenant_id = :tenant and session_id = :id"
                + " and event = :event")
        .bind("tenant", tenantId)
        .bind("id", sessionId)
        .bind("event", event)
        .map(
            (row, context) ->
                new Consent(
                    row.getString("consent_id"),
                    new ConsentText(
                        row.getString("language"),
                        row.getInt("text_version"),
                        row.getString("text"),
                        null),
                    Rows.instant(row, "at"),
                    row.getString("actor_type"),
                    row.getString("source_address")))
        .findOne();
  }

  /** Adds a record; nothing where the session has one of this event. */
  static void add(Handle handle, Call call, String sessionId, String event, ConsentText text) {
    handle
        .createUpdate(
            "insert into consent (consent_id, session_id, tenant_id, event, language, text_version,"
                + " text, text_sha256, at, actor_type, source_address) values (:consent, :session,"
                + " :tenant, :event, :language, :version, :text, :sha256, :at, :actor, :address)"
                + " on conflict (session_id, event) do nothing")
        .bind("consent", Secrets.id("con_"))
        .bind("session", sessionId)
        .bind("tenant", call.caller().tenantId())
        .bind("event", event)
        .bind("language", text.language())
        .bind("version", text.version())
        .bind("text", text.text())
        .bind("sha256", text.sha256())
        .bind("at", call.at())
        .bind("actor", call.caller().type())
        .bind("address", call.remoteAddress())
        .execute();
  }
}

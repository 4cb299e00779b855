package io.verilock.vkyc.gateway.staff;

import io.verilock.vkyc.gateway.access.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A sign-in that is under way at a provider. It is kept in the database until its answer comes, or
 * for ten minutes: any gateway can take the answer, once, from the browser that began alone.
 *
 * @param state comes back with the answer
 * @param browser only the browser that began knows it, as a cookie
 * @param nonce stands in the ID token that is made for this sign-in
 * @param verifier only who has it can make use of the answer's code (PKCE)
 */
record OidcAttempt(String state, String browser, String nonce, String verifier) {
  /** How long somebody may take to sign in at the provider. */
  static final Duration VALID = Duration.ofMinutes(10);

  /** What is made for one, unguessable. */
  static OidcAttempt create() {
    return new OidcAttempt(
        Secrets.secret(""), Secrets.secret(""), Secrets.secret(""), Secrets.secret(""));
  }

  /** Keeps it, and forgets those whose answers came too late. */
  void keep(Handle handle, Instant now) {
    handle
        .createUpdate("delete from oidc_attempt where expires_at <= :now")
        .bind("now", now)
        .execute();
    handle
        .createUpdate(
            "insert into oidc_attempt (state_hash, browser_hash, nonce, verifier, expires_at)"
                + " values (:state, :browser, :nonce, :verifier, :expires)")
        .bind("state", Secrets.hash(state))
        .bind("browser", Secrets.hash(browser))
        .bind("nonce", nonce)
        .bind("verifier", verifier)
        .bind("expires", now.plus(VALID))
        .execute();
  }

  /** Takes the one that a browser began with a state; another browser takes nothing away. */
  static Optional<OidcAttempt> take(Handle handle, String state, String browser, Instant now) {
    return handle
        .createQuery(
            "delete from oidc_attempt where state_hash = :state and browser_hash = :browser"
                + " and expires_at > :now returning nonce, verifier")
        .bind("state", Secrets.hash(state))
        .bind("browser", Secrets.hash(browser))
        .bind("now", now)
        .map(
            (row, context) ->
                new OidcAttempt(state, browser, row.getString("nonce"), row.getString("verifier")))
        .findOne();
  }
}

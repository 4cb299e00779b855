package io.verilock.vkyc.gateway.staff;

import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Credentials;
import io.verilock.vkyc.gateway.http.Detours.Detour;
import io.verilock.vkyc.gateway.http.Detours.Visit;
import io.verilock.vkyc.gateway.staff.SignInRefused.Reason;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs staff in by OpenID Connect: sends a browser to the provider, and makes a sign-in of ours of
 * what it comes back with. However that ends, the browser is sent to the sign-in page, which says
 * what happened; where it is sent is never taken from a request.
 */
public final class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  /** Where a browser begins. */
  static final String BEGIN = "/sign-in/oidc";

  private static final String CALLBACK = BEGIN + "/callback";
  private static final String COOKIE = "vkyc_oidc";

  private final Jdbi jdbi;
  private final OidcProvider provider;
  private final String tenantId;
  private final URI publicAddress;
  private final boolean encrypted;

  /**
   * Sets it up.
   *
   * @param publicAddress where people reach the pages
   */
  public OidcSignIn(Jdbi jdbi, OidcSettings settings, URI publicAddress) {
    this.jdbi = jdbi;
    this.provider = new OidcProvider(settings, publicAddress.resolve(CALLBACK));
    this.tenantId = settings.tenantId();
    this.publicAddress = publicAddress;
    this.encrypted = publicAddress.getScheme().equals("https");
  }

  /** What it does at which path. */
  public Map<String, Detour> all() {
    return Map.of(BEGIN, this::begin, CALLBACK, this::end);
  }

  private Answer begin(Visit visit) {
    OidcAttempt attempt = OidcAttempt.create();
    try {
      URI address = provider.address(attempt);
      jdbi.useTransaction(handle -> attempt.keep(handle, visit.at()));
      return Answer.redirect(address).with("Set-Cookie", cookie(attempt.browser()));
    } catch (SignInRefused e) {
      return refused(visit, e);
    }
  }

  /** Comes back with the browser from another site, which a strict cookie would not. */
  private String cookie(String browser) {
    return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(
            COOKIE, browser, BEGIN, OidcAttempt.VALID.toSeconds(), encrypted ? "; Secure" : "");
  }

  private Answer end(Visit visit) {
    try {
      Identity identity = provider.identity(visit.query(), attempt(visit));
      if (identity.role().isEmpty()) {
        jdbi.useTransaction(handle -> OidcStaff.shutOut(handle, tenantId, identity));
        throw new SignInRefused(Reason.NO_ROLE, "the ID token has no role of ours");
      }
      Staff.SignIn signIn = jdbi.inTransaction(handle -> signIn(handle, visit, identity));
      return Answer.redirect(publicAddress.resolve("/sign-in"))
          .with("Set-Cookie", Credentials.cookie(signIn.secret(), Staff.SIGNED_IN, encrypted));
    } catch (SignInRefused e) {
      return refused(visit, e);
    }
  }

  private OidcAttempt attempt(Visit visit) throws SignInRefused {
    List<String> states = visit.query().getOrDefault("state", List.of());
    String browser = visit.cookies().get(COOKIE);
    if (states.size() != 1 || browser == null) {
      throw new SignInRefused(Reason.ATTEMPT_UNKNOWN, "there is no state, or no cookie");
    }
    return jdbi.inTransaction(
            handle -> OidcAttempt.take(handle, states.get(0), browser, visit.at()))
        .orElseThrow(
            () ->
                new SignInRefused(
                    Reason.ATTEMPT_UNKNOWN, "no sign-in of this browser waits for this state"));
  }

  private Staff.SignIn signIn(Handle handle, Visit visit, Identity identity) throws SignInRefused {
    String staffId = OidcStaff.bringUpToDate(handle, tenantId, identity, visit.at());
    Staff.SignIn signIn =
        Staff.begin(handle, staffId, visit.at())
            .orElseThrow(() -> new SignInRefused(Reason.DISABLED, staffId + " is disabled"));
    AuditLog.signedIn(handle, visit, "signInByOidc", signIn.staff());
    return signIn;
  }

  private Answer refused(Visit visit, SignInRefused refused) {
    LOG.warn(
        "request {}: sign-in by OpenID Connect, {}: {}",
        visit.requestId(),
        refused.reason().text(),
        refused.getMessage());
    return Answer.redirect(
        publicAddress.resolve(
            "/sign-in?refused=%s&request=%s"
                .formatted(refused.reason().text(), visit.requestId())));
  }
}

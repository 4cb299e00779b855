package io.verilock.vkyc.gateway.staff;

import java.net.URI;

/**
 * By whom staff are signed in with OpenID Connect.
 *
 * @param issuer the provider, as it names itself
 * @param clientId what it knows this system by
 * @param clientSecret what this system proves that with
 * @param tenantId whose staff the provider's people are
 * @param rolesClaim where an ID token says what somebody may do: the name of a claim, or names with
 *     dots between them where it lies within others
 */
public record OidcSettings(
    URI issuer, String clientId, String clientSecret, String tenantId, String rolesClaim) {
  /** Where the roles are looked for where nothing else was said. */
  public static final String ROLES_CLAIM = "roles";

  /** Without what must not stand in a log. */
  @Override
  public String toString() {
    return "OidcSettings[%s, %s, %s, %s]".formatted(issuer, clientId, tenantId, rolesClaim);
  }
}

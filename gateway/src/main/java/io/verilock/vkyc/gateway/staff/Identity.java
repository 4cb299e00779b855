package io.verilock.vkyc.gateway.staff;

import io.verilock.vkyc.gateway.access.Role;
import java.util.Optional;

/**
 * Who somebody is to a provider of OpenID Connect.
 *
 * @param subject names the person within the issuer, for ever
 * @param name what they are called now
 * @param role what they may do now; none where the provider gives them no role of ours
 */
record Identity(String issuer, String subject, String name, Optional<Role> role) {}

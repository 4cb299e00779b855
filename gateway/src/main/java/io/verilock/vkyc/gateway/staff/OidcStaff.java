package io.verilock.vkyc.gateway.staff;

import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.staff.SignInRefused.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The staff whom a provider of OpenID Connect knows, as it knows them now. */
final class OidcStaff {
  private OidcStaff() {}

  /**
   * Makes the member of staff that somebody is where there is none yet, gives them the name and
   * role that the provider tells, and tells their id.
   */
  static String bringUpToDate(Handle handle, String tenantId, Identity identity, Instant now)
      throws SignInRefused {
    Role role = identity.role().orElseThrow();
    if (!tenantExists(handle, tenantId)) {
      throw new SignInRefused(Reason.NO_TENANT, "there is no tenant " + tenantId);
    }
    // Two first sign-ins at once are one person's.
    handle
        .createUpdate(
            "insert into staff (staff_id, tenant_id, name, role, created_at, oidc_issuer,"
                + " oidc_subject) values (:id, :tenant, :name, :role, :now, :issuer, :subject)"
                + " on conflict (tenant_id, oidc_issuer, oidc_subject)"
                + " where oidc_issuer is not null do nothing")
        .bind("id", Secrets.id("staff_"))
        .bind("tenant", tenantId)
        .bind("name", identity.name())
        .bind("role", role.text())
        .bind("now", now)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .execute();
    Staff.Member before = find(handle, tenantId, identity).orElseThrow();
    handle
        .createUpdate("update staff set name = :name, role = :role where staff_id = :id")
        .bind("name", identity.name())
        .bind("role", role.text())
        .bind("id", before.staffId())
        .execute();
    if (before.role() != role) {
      AuditLog.system(handle, tenantId, "changeStaffRole", null, before.staffId());
    }
    return before.staffId();
  }

  /** Ends what somebody without a role is signed in with, and their links. */
  static void shutOut(Handle handle, String tenantId, Identity identity) {
    find(handle, tenantId, identity)
        .ifPresent(
            member -> {
              Staff.shutOut(handle, member.staffId());
              AuditLog.system(handle, tenantId, "shutOutStaff", null, member.staffId());
            });
  }

  /** Nobody else changes them until the transaction ends. */
  private static Optional<Staff.Member> find(Handle handle, String tenantId, Identity identity) {
    return handle
        .createQuery(
            "select * from staff where tenant_id = :tenant and oidc_issuer = :issuer"
                + " and oidc_subject = :subject for update")
        .bind("tenant", tenantId)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .map((row, context) -> Staff.member(row))
        .findOne();
  }

  private static boolean tenantExists(Handle handle, String tenantId) {
    return handle
        .createQuery("select exists (select from tenant where tenant_id = :tenant)")
        .bind("tenant", tenantId)
        .mapTo(Boolean.class)
        .one();
  }
}

package io.verilock.vkyc.gateway.staff;

import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The tables of staff, of the links that sign them in, and of who has signed in. */
public final class Staff {
  /** How long a link can be used. */
  public static final Duration LINK_VALID = Duration.ofHours(24);

  /** How long somebody stays signed in: a working day. */
  public static final Duration SIGNED_IN = Duration.ofHours(12);

  private static final String LINK_PREFIX = "sl_";
  private static final String SIGN_IN_PREFIX = "si_";

  private Staff() {}

  /**
   * A member of staff as the tenant sees them.
   *
   * @param disabledAt null while they may sign in
   */
  public record Member(
      String staffId, String name, Role role, Instant createdAt, Instant disabledAt) {}

  /** What somebody has signed in with, told this once. */
  record SignIn(String secret, Caller.Staff staff, Instant expiresAt) {}

  /** Makes a member of staff, and gives their id. */
  public static String create(Handle handle, String tenantId, String name, Role role, Instant now) {
    String staffId = Secrets.id("staff_");
    handle
        .createUpdate(
            "insert into staff (staff_id, tenant_id, name, role, created_at)"
                + " values (:id, :tenant, :name, :role, :now)")
        .bind("id", staffId)
        .bind("tenant", tenantId)
        .bind("name", name)
        .bind("role", role.text())
        .bind("now", now)
        .execute();
    return staffId;
  }

  /** A member of staff of a tenant, if there is one of that id. */
  static Optional<Member> find(Handle handle, String tenantId, String staffId) {
    return handle
        .createQuery("select * from staff where tenant_id = :tenant and staff_id = :id")
        .bind("tenant", tenantId)
        .bind("id", staffId)
        .map((row, context) -> member(row))
        .findOne();
  }

  /**
   * Staff of a tenant, the latest first.
   *
   * @param before null for the first
   */
  public static List<Member> list(
      Handle handle, String tenantId, Instant before, String beforeId, int limit) {
    return handle
        .createQuery(
            "select * from staff where tenant_id = :tenant"
                + " and (cast(:before as timestamptz) is null"
                + " or (created_at, staff_id) < (:before, :beforeId))"
                + " order by created_at desc, staff_id desc limit :limit")
        .bind("tenant", tenantId)
        .bind("before", before)
        .bind("beforeId", beforeId)
        .bind("limit", limit)
        .map((row, context) -> member(row))
        .list();
  }

  /**
   * Makes a link's secret, which is told this once and signs somebody in once. Links that they had
   * before sign nobody in.
   */
  public static String link(Handle handle, String staffId, Instant now) {
    forgetLinks(handle, staffId);
    String secret = Secrets.secret(LINK_PREFIX);
    handle
        .createUpdate(
            "insert into sign_in_link (secret_hash, staff_id, created_at, expires_at)"
                + " values (:hash, :id, :now, :expires)")
        .bind("hash", Secrets.hash(secret))
        .bind("id", staffId)
        .bind("now", now)
        .bind("expires", now.plus(LINK_VALID))
        .execute();
    return secret;
  }

  /** Signs somebody in with a link's secret; nobody where it was used, has expired or is none. */
  static Optional<SignIn> signIn(Handle handle, String link, Instant now) {
    Optional<String> staffId =
        handle
            .createQuery(
                "delete from sign_in_link where secret_hash = :hash and expires_at > :now"
                    + " returning staff_id")
            .bind("hash", Secrets.hash(link))
            .bind("now", now)
            .mapTo(String.class)
            .findOne();
    return staffId.flatMap(id -> begin(handle, id, now));
  }

  /** Signs in somebody of whom it was proven who they are; nobody where they are disabled. */
  static Optional<SignIn> begin(Handle handle, String staffId, Instant now) {
    forgetExpired(handle, now);
    String secret = Secrets.secret(SIGN_IN_PREFIX);
    Instant expires = now.plus(SIGNED_IN);
    handle
        .createUpdate(
            "insert into sign_in (secret_hash, staff_id, created_at, expires_at)"
                + " values (:hash, :id, :now, :expires)")
        .bind("hash", Secrets.hash(secret))
        .bind("id", staffId)
        .bind("now", now)
        .bind("expires", expires)
        .execute();
    return signedIn(handle, secret).map(staff -> new SignIn(secret, staff, expires));
  }

  /** Who has signed in with a secret; nobody where that ended, or is no such secret. */
  public static Optional<Caller.Staff> caller(Jdbi jdbi, String secret) {
    return secret.startsWith(SIGN_IN_PREFIX)
        ? jdbi.withHandle(handle -> signedIn(handle, secret))
        : Optional.empty();
  }

  private static Optional<Caller.Staff> signedIn(Handle handle, String secret) {
    return handle
        .createQuery(
            "select staff_id, name, tenant_id, plan, role from sign_in join staff using (staff_id)"
                + " join tenant using (tenant_id) where secret_hash = :hash"
                + " and expires_at > now() and disabled_at is null")
        .bind("hash", Secrets.hash(secret))
        .map(
            (row, context) ->
                new Caller.Staff(
                    row.getString("staff_id"),
                    row.getString("name"),
                    row.getString("tenant_id"),
                    row.getString("plan"),
                    Role.of(row.getString("role"))))
        .findOne();
  }

  /** Ends what somebody is signed in with, wherever that is. */
  static void signOut(Handle handle, String staffId) {
    handle.createUpdate("delete from sign_in where staff_id = :id").bind("id", staffId).execute();
  }

  /** Lets somebody do nothing more; a second time changes nothing. */
  static void disable(Handle handle, String staffId, Instant now) {
    handle
        .createUpdate(
            "update staff set disabled_at = :now where staff_id = :id and disabled_at is null")
        .bind("now", now)
        .bind("id", staffId)
        .execute();
    shutOut(handle, staffId);
  }

  /** Ends what somebody is signed in with and could sign in with. */
  static void shutOut(Handle handle, String staffId) {
    forgetLinks(handle, staffId);
    signOut(handle, staffId);
  }

  /** What opens nothing any more is not kept; people sign in often enough. */
  private static void forgetExpired(Handle handle, Instant now) {
    for (String table : List.of("sign_in_link", "sign_in")) {
      handle
          .createUpdate("delete from <table> where expires_at <= :now")
          .define("table", table)
          .bind("now", now)
          .execute();
    }
  }

  private static void forgetLinks(Handle handle, String staffId) {
    handle
        .createUpdate("delete from sign_in_link where staff_id = :id")
        .bind("id", staffId)
        .execute();
  }

  static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getString("staff_id"),
        row.getString("name"),
        Role.of(row.getString("role")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "disabled_at"));
  }
}

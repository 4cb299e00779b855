package io.verilock.vkyc.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verilock.vkyc.gateway.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The API keys of tenants. A secret that ended opens nothing more on this gateway at once, on
 * others after {@link #REMEMBERED}.
 */
public final class ApiKeys {
  /** How long a secret is believed without asking the database again. */
  public static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** What every secret begins with. */
  public static final String PREFIX = "vk_live_";

  /** So much of a secret is kept and shown, to tell it by: 24 of its 256 bits. */
  private static final int SHOWN = PREFIX.length() + 4;

  private static final int MOST_REMEMBERED = 10_000;

  private final Jdbi jdbi;
  private final Cache<String, Optional<Caller.Key>> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();

  public ApiKeys(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A key as its tenant sees it. */
  public record Listed(
      String keyId,
      String name,
      List<String> scopes,
      List<LiveSecret> secrets,
      Instant createdAt,
      Instant revokedAt) {}

  /**
   * A secret that opens now.
   *
   * @param prefix its first characters
   * @param expiresAt null where it does not end by itself
   */
  public record LiveSecret(String prefix, Instant createdAt, Instant expiresAt) {}

  /** Who calls with a secret; nobody where it is unknown, has expired or its key was revoked. */
  public Optional<Caller.Key> caller(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = Secrets.hash(secret);
    return remembered.get(HexFormat.of().formatHex(hash), any -> find(hash));
  }

  /** Makes the tenant where there is none of that id, and gives it a plan. */
  public static void putTenant(Handle handle, String tenantId, String plan, Instant now) {
    handle
        .createUpdate(
            "insert into tenant (tenant_id, plan, created_at) values (:id, :plan, :now)"
                + " on conflict (tenant_id) do update set plan = excluded.plan")
        .bind("id", tenantId)
        .bind("plan", plan)
        .bind("now", now)
        .execute();
  }

  /** Makes a key without a secret, and gives its id. */
  public static String create(
      Handle handle, String tenantId, String name, List<String> scopes, Instant now) {
    String keyId = Secrets.id("key_");
    handle
        .createUpdate(
            "insert into api_key (key_id, tenant_id, name, scopes, created_at)"
                + " values (:id, :tenant, :name, :scopes, :now)")
        .bind("id", keyId)
        .bind("tenant", tenantId)
        .bind("name", name)
        .bindArray("scopes", String.class, scopes)
        .bind("now", now)
        .execute();
    return keyId;
  }

  /** Gives a key another secret, which is told this once. */
  public static String addSecret(Handle handle, String keyId, Instant now) {
    String secret = Secrets.secret(PREFIX);
    handle
        .createUpdate(
            "insert into api_secret (secret_hash, key_id, prefix, created_at)"
                + " values (:hash, :key, :prefix, :now)")
        .bind("hash", Secrets.hash(secret))
        .bind("key", keyId)
        .bind("prefix", secret.substring(0, SHOWN))
        .bind("now", now)
        .execute();
    return secret;
  }

  /** A key of a tenant, held until the transaction ends. */
  public static Optional<Listed> locked(Handle handle, String tenantId, String keyId) {
    return handle
        .createQuery("select * from api_key where tenant_id = :tenant and key_id = :id for update")
        .bind("tenant", tenantId)
        .bind("id", keyId)
        .map((row, context) -> listed(handle, row))
        .findOne();
  }

  /**
   * Keys of a tenant, the youngest first.
   *
   * @param before only those made before the key of that time and id; null for all
   */
  public static List<Listed> list(
      Handle handle, String tenantId, Instant before, String beforeId, int limit) {
    return handle
        .createQuery(
            "select * from api_key where tenant_id = :tenant and (cast(:before as timestamptz) is"
                + " null or (created_at, key_id) < (:before, :beforeId)) order by created_at desc,"
                + " key_id desc limit :limit")
        .bind("tenant", tenantId)
        .bind("before", before)
        .bind("beforeId", beforeId)
        .bind("limit", limit)
        .map((row, context) -> listed(handle, row))
        .list();
  }

  /** Ends a key's secrets at a time: none that ends sooner lives longer by it. */
  public void expireSecrets(Handle handle, String keyId, Instant end) {
    handle
        .createUpdate(
            "update api_secret set expires_at = least(coalesce(expires_at, :end), :end)"
                + " where key_id = :id")
        .bind("id", keyId)
        .bind("end", end)
        .execute();
    handle.afterCommit(remembered::invalidateAll);
  }

  /** Revokes a key; a second time changes nothing. */
  public void revoke(Handle handle, String keyId, Instant now) {
    handle
        .createUpdate(
            "update api_key set revoked_at = :now where key_id = :id and revoked_at is null")
        .bind("id", keyId)
        .bind("now", now)
        .execute();
    handle.afterCommit(remembered::invalidateAll);
  }

  private Optional<Caller.Key> find(byte[] hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select key_id, tenant_id, plan, scopes from api_secret join api_key using"
                        + " (key_id) join tenant using (tenant_id) where secret_hash = :hash and"
                        + " revoked_at is null and (expires_at is null or expires_at > now())")
                .bind("hash", hash)
                .map(
                    (row, context) ->
                        new Caller.Key(
                            row.getString("key_id"),
                            row.getString("tenant_id"),
                            row.getString("plan"),
                            scopes(Rows.texts(row, "scopes"))))
                .findOne());
  }

  private static Listed listed(Handle handle, ResultSet row) throws SQLException {
    String keyId = row.getString("key_id");
    Instant revokedAt = Rows.instant(row, "revoked_at");
    return new Listed(
        keyId,
        row.getString("name"),
        Rows.texts(row, "scopes"),
        revokedAt == null ? liveSecrets(handle, keyId) : List.of(),
        Rows.instant(row, "created_at"),
        revokedAt);
  }

  private static List<LiveSecret> liveSecrets(Handle handle, String keyId) {
    return handle
        .createQuery(
            "select prefix, created_at, expires_at from api_secret where key_id = :id and"
                + " (expires_at is null or expires_at > now()) order by created_at desc")
        .bind("id", keyId)
        .map(
            (row, context) ->
                new LiveSecret(
                    row.getString("prefix"),
                    Rows.instant(row, "created_at"),
                    Rows.instant(row, "expires_at")))
        .list();
  }

  private static Set<Scope> scopes(List<String> names) {
    return names.stream()
        .flatMap(name -> Scope.of(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

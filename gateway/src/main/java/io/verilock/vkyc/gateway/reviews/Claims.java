package io.verilock.vkyc.gateway.reviews;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who looks at a session now: one at a time, until they give it back or stop renewing it. */
final class Claims {
  /** How long a claim holds that is not renewed. */
  static final Duration HELD = Duration.ofMinutes(1);

  private Claims() {}

  /** A claim that holds. */
  record Claim(String by, Instant until) {}

  /** Who looks at a session now, if anybody does. */
  static Optional<Claim> of(Handle handle, String sessionId, Instant now) {
    return handle
        .createQuery(
            "select claimed_by, expires_at from review_claim where session_id = :id"
                + " and expires_at > :now")
        .bind("id", sessionId)
        .bind("now", now)
        .map(
            (row, context) ->
                new Claim(row.getString("claimed_by"), Rows.instant(row, "expires_at")))
        .findOne();
  }

  /**
   * Claims a session, or renews a claim.
   *
   * @throws Problem if somebody else looks at it
   */
  static Claim take(Handle handle, String tenantId, String sessionId, String who, Instant now)
      throws Problem {
    Instant until = now.plus(HELD);
    int taken =
        handle
            .createUpdate(
                "insert into review_claim (session_id, tenant_id, claimed_by, claimed_at,"
                    + " expires_at) values (:id, :tenant, :who, :now, :until)"
                    + " on conflict (session_id) do update set claimed_by = excluded.claimed_by,"
                    + " claimed_at = excluded.claimed_at, expires_at = excluded.expires_at"
                    + " where review_claim.claimed_by = :who or review_claim.expires_at <= :now")
            .bind("id", sessionId)
            .bind("tenant", tenantId)
            .bind("who", who)
            .bind("now", now)
            .bind("until", until)
            .execute();
    if (taken == 0) {
      throw taken(of(handle, sessionId, now));
    }
    return new Claim(who, until);
  }

  /**
   * Makes sure that nobody else looks at a session.
   *
   * @throws Problem if somebody does
   */
  static void requireNoOther(Handle handle, String sessionId, String who, Instant now)
      throws Problem {
    Optional<Claim> claim = of(handle, sessionId, now);
    if (claim.isPresent() && !claim.get().by().equals(who)) {
      throw taken(claim);
    }
  }

  /** Gives a session back; changes nothing where somebody else has it. */
  static void giveBack(Handle handle, String sessionId, String who) {
    handle
        .createUpdate("delete from review_claim where session_id = :id and claimed_by = :who")
        .bind("id", sessionId)
        .bind("who", who)
        .execute();
  }

  private static Problem taken(Optional<Claim> claim) {
    return new Problem(
        ErrorCode.REVIEW_CLAIMED,
        claim
            .map(one -> "%s is looking at it until %s.".formatted(one.by(), one.until()))
            .orElse("Somebody else is looking at it."));
  }
}

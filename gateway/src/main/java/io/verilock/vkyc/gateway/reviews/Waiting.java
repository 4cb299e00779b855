package io.verilock.vkyc.gateway.reviews;

import io.verilock.vkyc.gateway.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The queue of sessions that wait for a person's decision, the longest waiting first: what the jobs
 * leave to a person and nobody has decided.
 */
final class Waiting {
  /**
   * What nobody has decided, where {@code session_result} and {@code review} are joined. A call is
   * for its agent to decide, where they sign in; others see it once a second person has to agree.
   */
  private static final String UNDECIDED =
      """
      session_result.tenant_id = :tenant
        and session_result.status = 'completed' and session_result.result = 'needs_review'
        and review.session_id is null
        and (exists (select 1 from review_proposal as proposed
            where proposed.session_id = session_result.session_id)
          or not exists (select 1 from live_call join agent using (agent_id)
            where live_call.session_id = session_result.session_id
              and live_call.taken_at is not null and agent.staff_id is not null))
      """;

  private static final String WAITING =
      """
      select session_result.session_id, session.external_id, session.video_mode,
        session_result.analysed_at, claimed_by, review_claim.expires_at as claimed_until,
        review_proposal.proposed_by,
        review_proposal.result as proposed_result
      from session_result
        left join session using (session_id)
        left join review using (session_id)
        left join review_claim on review_claim.session_id = session_result.session_id
          and review_claim.expires_at > :now
        left join review_proposal on review_proposal.session_id = session_result.session_id
          and review_proposal.version = session_result.version
      where %s
      """
          .formatted(UNDECIDED);

  private Waiting() {}

  /**
   * A session that waits.
   *
   * @param externalId null where there is none, or it was not created here
   * @param mode null where it was not created here
   * @param since null for what waited before this was noted
   * @param claimedBy who looks at it now; null where nobody does
   * @param proposedBy who has proposed a decision; null where nobody has
   */
  record Entry(
      String sessionId,
      String externalId,
      String mode,
      Instant since,
      String claimedBy,
      Instant claimedUntil,
      String proposedBy,
      String proposedResult) {}

  /** The first that wait. */
  static List<Entry> list(Handle handle, String tenantId, Instant now, int limit) {
    return handle
        .createQuery(
            WAITING + " order by analysed_at nulls first, session_result.session_id limit :limit")
        .bind("tenant", tenantId)
        .bind("now", now)
        .bind("limit", limit)
        .map((row, context) -> entry(row))
        .list();
  }

  /** How many wait. */
  static int count(Handle handle, String tenantId) {
    return handle
        .createQuery(
            "select count(*) from session_result left join review using (session_id) where "
                + UNDECIDED)
        .bind("tenant", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * The first session that somebody can take: that they look at already, or that nobody does and
   * that they have not proposed a decision for. Nobody else gets it in the same moment.
   */
  static Optional<String> next(Handle handle, String tenantId, String who, Instant now) {
    // One after the other: whoever asks sees the claims of those before.
    handle
        .createQuery("select tenant_id from tenant where tenant_id = :id for no key update")
        .bind("id", tenantId)
        .mapTo(String.class)
        .findOne();
    return handle
        .createQuery(
            WAITING
                + " and coalesce(claimed_by, :who) = :who"
                + " and review_proposal.proposed_by is distinct from :who"
                + " order by claimed_by is null, analysed_at nulls first, session_result.session_id"
                + " limit 1")
        .bind("tenant", tenantId)
        .bind("who", who)
        .bind("now", now)
        .map((row, context) -> row.getString("session_id"))
        .findOne();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("session_id"),
        row.getString("external_id"),
        row.getString("video_mode"),
        Rows.instant(row, "analysed_at"),
        row.getString("claimed_by"),
        Rows.instant(row, "claimed_until"),
        row.getString("proposed_by"),
        row.getString("proposed_result"));
  }
}

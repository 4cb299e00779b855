package io.verilock.vkyc.gateway.reviews;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.database.Rows;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The decisions of people. Where a tenant wants four eyes, a decision counts once a second person
 * has made the same one on the same result; until then it is a proposal, and a different one takes
 * its place.
 */
final class Decisions {
  private Decisions() {}

  /** A decision that somebody wants to make. */
  record Wish(
      String tenantId, String sessionId, String result, String notes, String who, Instant at) {}

  /**
   * A decision that waits for a second person.
   *
   * @param version of the result that it was made on
   */
  record Proposal(String result, String notes, String by, Instant at, int version) {}

  /**
   * A decision that counts.
   *
   * @param proposedBy null where it took one person alone
   */
  record Decision(
      String reviewId, String result, String notes, String by, String proposedBy, Instant at) {}

  /** The decision about a session, if there is one. */
  static Optional<Decision> find(Handle handle, String sessionId) {
    return handle
        .createQuery("select * from review where session_id = :id")
        .bind("id", sessionId)
        .map(
            (row, context) ->
                new Decision(
                    row.getString("review_id"),
                    row.getString("result"),
                    row.getString("notes"),
                    row.getString("reviewer"),
                    row.getString("proposed_by"),
                    Rows.instant(row, "reviewed_at")))
        .findOne();
  }

  /** What is proposed for a session on a version of its result, if anything is. */
  static Optional<Proposal> proposal(Handle handle, String sessionId, int version) {
    return handle
        .createQuery("select * from review_proposal where session_id = :id and version = :version")
        .bind("id", sessionId)
        .bind("version", version)
        .map(
            (row, context) ->
                new Proposal(
                    row.getString("result"),
                    row.getString("notes"),
                    row.getString("proposed_by"),
                    Rows.instant(row, "proposed_at"),
                    row.getInt("version")))
        .findOne();
  }

  /**
   * Makes a decision; nothing where it waits for a second person now, as a proposal.
   *
   * @param fourEyes whether it takes two
   * @throws Problem if there is a decision, or this person has proposed the same before
   */
  static Optional<Decision> make(Handle handle, Wish wish, VideoResult result, boolean fourEyes)
      throws Problem {
    Optional<Proposal> proposal =
        fourEyes ? proposal(handle, wish.sessionId(), result.getVersion()) : Optional.empty();
    boolean agreed = proposal.isPresent() && proposal.get().result().equals(wish.result());
    if (agreed && proposal.get().by().equals(wish.who())) {
      throw new Problem(
          ErrorCode.OWN_PROPOSAL, "You have proposed this: somebody else has to agree.");
    }
    if (fourEyes && !agreed) {
      propose(handle, wish, result.getVersion());
      return Optional.empty();
    }
    Decision decision =
        new Decision(
            Secrets.id("rev_"),
            wish.result(),
            notes(proposal.map(Proposal::notes).orElse(null), wish.notes()),
            wish.who(),
            proposal.map(Proposal::by).orElse(null),
            wish.at());
    keep(handle, wish, decision);
    return Optional.of(decision);
  }

  /** The problem that a session was decided. */
  static Problem alreadyReviewed() {
    return new Problem(ErrorCode.ALREADY_REVIEWED, "The session was decided before.");
  }

  /** Both people's notes, the first one's first. */
  private static String notes(String first, String second) {
    String both =
        Stream.of(first, second)
            .filter(notes -> notes != null && !notes.isBlank())
            .collect(Collectors.joining("\n\n"));
    return both.isEmpty() ? null : both;
  }

  private static void keep(Handle handle, Wish wish, Decision decision) throws Problem {
    int kept =
        handle
            .createUpdate(
                "insert into review (session_id, review_id, tenant_id, result, notes, reviewer,"
                    + " reviewed_at, proposed_by) values (:id, :review, :tenant, :result, :notes,"
                    + " :reviewer, :at, :proposer) on conflict (session_id) do nothing")
            .bind("id", wish.sessionId())
            .bind("review", decision.reviewId())
            .bind("tenant", wish.tenantId())
            .bind("result", decision.result())
            .bind("notes", decision.notes())
            .bind("reviewer", decision.by())
            .bind("at", decision.at())
            .bind("proposer", decision.proposedBy())
            .execute();
    if (kept == 0) {
      throw alreadyReviewed();
    }
    handle
        .createUpdate("delete from review_proposal where session_id = :id")
        .bind("id", wish.sessionId())
        .execute();
  }

  private static void propose(Handle handle, Wish wish, int version) {
    handle
        .createUpdate(
            "insert into review_proposal (session_id, tenant_id, result, notes, proposed_by,"
                + " proposed_at, version) values (:id, :tenant, :result, :notes, :who, :at,"
                + " :version) on conflict (session_id) do update set result = excluded.result,"
                + " notes = excluded.notes, proposed_by = excluded.proposed_by, proposed_at ="
                + " excluded.proposed_at, version = excluded.version")
        .bind("id", wish.sessionId())
        .bind("tenant", wish.tenantId())
        .bind("result", wish.result())
        .bind("notes", wish.notes())
        .bind("who", wish.who())
        .bind("at", wish.at())
        .bind("version", version)
        .execute();
  }
}

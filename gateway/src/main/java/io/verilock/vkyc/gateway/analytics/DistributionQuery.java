package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which of a tenant's sessions are asked for; null anywhere for all.
 *
 * @param from start of the range, inclusive
 * @param to end of the range, exclusive
 */
record DistributionQuery(
    String mode, String language, String model, String reason, Instant from, Instant to) {
  /** Longer ranges than are kept make no sense, and too many points. */
  private static final Duration LONGEST = Resolution.DAY.retention().plusDays(2);

  /** For everything there is. */
  static final DistributionQuery ALL = new DistributionQuery(null, null, null, null, null, null);

  /**
   * What a request asks for.
   *
   * @throws Problem if its range ends before it begins, or is too long
   */
  static DistributionQuery of(Call call) throws Problem {
    DistributionQuery query =
        new DistributionQuery(
            call.text("mode"),
            call.text("language"),
            call.text("model"),
            call.text("reason"),
            call.time("from"),
            call.time("to"));
    if (query.from != null && query.to != null) {
      query.requireRange();
    }
    return query;
  }

  /** This query with both ends, taken from what is kept where they were not given. */
  DistributionQuery within(DistributionIndex.Span span) throws Problem {
    DistributionQuery bounded =
        new DistributionQuery(
            mode,
            language,
            model,
            reason,
            from == null ? earliest(span) : from,
            to == null ? latest(span) : to);
    bounded.requireRange();
    return bounded;
  }

  /** Whether a group's sessions are asked for, whatever its reason. */
  boolean matches(Group group) {
    return (mode == null || mode.equals(group.mode()))
        && (language == null || language.equals(group.language()))
        && (model == null || model.equals(group.model()));
  }

  private Instant earliest(DistributionIndex.Span span) {
    return to == null || span.from().isBefore(to)
        ? span.from()
        : to.minus(Resolution.HOUR.length());
  }

  private Instant latest(DistributionIndex.Span span) {
    return from == null || from.isBefore(span.to())
        ? span.to()
        : from.plus(Resolution.HOUR.length());
  }

  private void requireRange() throws Problem {
    if (!from.isBefore(to)) {
      throw refused("query:to", "is %s, which is not after %s".formatted(to, from));
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw refused(
          "query:from", "is more than %d days before the end".formatted(LONGEST.toDays()));
    }
  }

  private static Problem refused(String pointer, String detail) {
    return Problem.of(
        ErrorCode.INVALID_PARAMETER,
        List.of(FieldError.of(pointer, ErrorCode.OUT_OF_RANGE, detail)));
  }
}

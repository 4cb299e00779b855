package io.verilock.vkyc.local.analytics;

import io.verilock.vkyc.schemas.VideoMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sessions are asked for; null anywhere for all.
 *
 * @param from start of the range, inclusive
 * @param to end of the range, exclusive
 */
record DistributionQuery(
    String tenant,
    String mode,
    String language,
    String model,
    String reason,
    Instant from,
    Instant to) {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("tenant", "mode", "language", "model", "reason", "from", "to"));

  /** Longer ranges than are kept make no sense, and too many points. */
  private static final Duration LONGEST = Resolution.DAY.retention().plusDays(2);

  /** For everything there is. */
  static final DistributionQuery ALL =
      new DistributionQuery(null, null, null, null, null, null, null);

  /**
   * Reads the parameters of a request; an empty one asks for all.
   *
   * @throws BadParameterException if one is unknown, comes twice or cannot be read
   */
  static DistributionQuery parse(Map<String, List<String>> parameters)
      throws BadParameterException {
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      if (!NAMES.contains(parameter.getKey())) {
        throw new BadParameterException(
            parameter.getKey(), "there is no such parameter, only " + String.join(", ", NAMES));
      }
      if (parameter.getValue().size() != 1) {
        throw new BadParameterException(parameter.getKey(), "it may be given once only");
      }
    }
    DistributionQuery query =
        new DistributionQuery(
            text("tenant", parameters),
            mode(text("mode", parameters)),
            text("language", parameters),
            text("model", parameters),
            text("reason", parameters),
            moment("from", parameters),
            moment("to", parameters));
    if (query.from != null && query.to != null) {
      query.requireRange();
    }
    return query;
  }

  /** This query with both ends, taken from what is kept where they were not given. */
  DistributionQuery within(DistributionIndex.Span span) throws BadParameterException {
    DistributionQuery bounded =
        new DistributionQuery(
            tenant,
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
    return (tenant == null || tenant.equals(group.tenant()))
        && (mode == null || mode.equals(group.mode()))
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

  private void requireRange() throws BadParameterException {
    if (!from.isBefore(to)) {
      throw new BadParameterException("to", "%s is not after %s".formatted(to, from));
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new BadParameterException(
          "from", "the range is longer than %d days".formatted(LONGEST.toDays()));
    }
  }

  private static String text(String name, Map<String, List<String>> parameters) {
    List<String> values = parameters.get(name);
    return values == null || values.get(0).isEmpty() ? null : values.get(0);
  }

  private static String mode(String text) throws BadParameterException {
    if (text != null && Arrays.stream(VideoMode.values()).noneMatch(m -> m.name().equals(text))) {
      throw new BadParameterException(
          "mode", "%s is none of %s".formatted(text, Arrays.toString(VideoMode.values())));
    }
    return text;
  }

  private static Instant moment(String name, Map<String, List<String>> parameters)
      throws BadParameterException {
    String text = text(name, parameters);
    if (text == null) {
      return null;
    }
    try {
      Instant moment = Instant.parse(text);
      if (moment.getEpochSecond() < 0 || moment.getEpochSecond() > 253_402_300_799L) {
        throw new BadParameterException(name, text + " is not between the years 1970 and 9999");
      }
      return moment;
    } catch (DateTimeException e) {
      throw new BadParameterException(name, text + " is no moment such as 2026-01-31T00:00:00Z");
    }
  }
}

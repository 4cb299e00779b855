package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When somebody works, week by week.
 *
 * @param periods none where they work always
 */
record WorkingHours(ZoneId zone, List<Period> periods) {
  static final WorkingHours ALWAYS = new WorkingHours(ZoneId.of("UTC"), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String MIDNIGHT = "24:00";
  private static final Duration WEEK = Duration.ofDays(7);

  /** From a time of a day to a later one of it, {@code 24:00} at the latest. */
  record Period(DayOfWeek day, String from, String to) {
    private Instant start(LocalDate date, ZoneId zone) {
      return date.atTime(LocalTime.parse(from)).atZone(zone).toInstant();
    }

    private Instant end(LocalDate date, ZoneId zone) {
      return to.equals(MIDNIGHT)
          ? date.plusDays(1).atStartOfDay(zone).toInstant()
          : date.atTime(LocalTime.parse(to)).atZone(zone).toInstant();
    }
  }

  /** A period of one week. */
  private record Shift(Instant start, Instant end) {
    boolean contains(Instant time) {
      return !start.isAfter(time) && end.isAfter(time);
    }
  }

  /** As they are kept, and as the contract writes them. */
  static WorkingHours of(String zone, JsonNode hours) {
    List<Period> periods = new ArrayList<>();
    hours.forEach(
        one ->
            periods.add(
                new Period(
                    DayOfWeek.of(DAYS.indexOf(one.get("day").asText()) + 1),
                    one.get("from").asText(),
                    one.get("to").asText())));
    return new WorkingHours(ZoneId.of(zone), List.copyOf(periods));
  }

  /** As they are kept. */
  static WorkingHours of(String zone, String json) {
    try {
      return of(zone, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("working hours that are no JSON", e);
    }
  }

  /** What is wrong with hours that keep to the contract's schema. */
  static List<FieldError> faults(String zone, JsonNode hours) {
    List<FieldError> faults = new ArrayList<>();
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      faults.add(
          FieldError.of(
              "/time_zone", ErrorCode.BAD_FORMAT, "is no time zone such as Europe/Berlin"));
    }
    for (int i = 0; i < hours.size(); i++) {
      if (hours.get(i).get("from").asText().compareTo(hours.get(i).get("to").asText()) >= 0) {
        faults.add(
            FieldError.of(
                "/working_hours/%d/to".formatted(i),
                ErrorCode.OUT_OF_RANGE,
                "is not later than from; hours across midnight are two entries, the first to"
                    + " 24:00"));
      }
    }
    return faults;
  }

  /** As the contract writes them. */
  ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    periods.forEach(
        period ->
            json.addObject()
                .put("day", DAYS.get(period.day().getValue() - 1))
                .put("from", period.from())
                .put("to", period.to()));
    return json;
  }

  /** Whether a time is in them. */
  boolean contains(Instant time) {
    return periods.isEmpty() || shifts(time).anyMatch(shift -> shift.contains(time));
  }

  /** When work ends that goes on at a time, hours that touch taken as one; null where never. */
  Instant end(Instant time) {
    Instant end = time;
    while (end.isBefore(time.plus(WEEK))) {
      Instant reached = end;
      Optional<Instant> next =
          shifts(reached)
              .filter(shift -> shift.contains(reached))
              .map(Shift::end)
              .max(Comparator.naturalOrder());
      if (next.isEmpty()) {
        return periods.isEmpty() ? null : end;
      }
      end = next.get();
    }
    return null;
  }

  /** When work next begins after a time; never where they work always. */
  Optional<Instant> nextStart(Instant time) {
    return shifts(time)
        .map(Shift::start)
        .filter(start -> start.isAfter(time))
        .min(Comparator.naturalOrder());
  }

  /** Those from the day before a time to a week after it. */
  private Stream<Shift> shifts(Instant time) {
    LocalDate today = time.atZone(zone).toLocalDate();
    return Stream.iterate(today.minusDays(1), date -> date.plusDays(1))
        .limit(WEEK.toDays() + 2)
        .flatMap(
            date ->
                periods.stream()
                    .filter(period -> period.day() == date.getDayOfWeek())
                    .map(period -> new Shift(period.start(date, zone), period.end(date, zone))));
  }
}

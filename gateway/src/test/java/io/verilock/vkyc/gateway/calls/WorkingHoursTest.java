package io.verilock.vkyc.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** 2026-11-30 is a Monday. */
class WorkingHoursTest {
  private static final String NIGHT =
      """
      [{"day": "mon", "from": "22:00", "to": "24:00"}, {"day": "tue", "from": "00:00", "to": "06:00"}]
      """;

  @Test
  void hoursThatTouchAtMidnightAreOne() {
    WorkingHours hours = WorkingHours.of("UTC", NIGHT);
    Instant late = Instant.parse("2026-11-30T23:00:00Z");

    assertThat(hours.contains(late)).isTrue();
    assertThat(hours.end(late)).isEqualTo("2026-12-01T06:00:00Z");
    assertThat(hours.nextStart(Instant.parse("2026-12-01T06:00:00Z")))
        .contains(Instant.parse("2026-12-07T22:00:00Z"));
  }

  @Test
  void theFirstMinuteIsInAndTheLastTimeIsNot() {
    WorkingHours hours = WorkingHours.of("UTC", NIGHT);

    assertThat(hours.contains(Instant.parse("2026-11-30T21:59:59.999Z"))).isFalse();
    assertThat(hours.contains(Instant.parse("2026-11-30T22:00:00Z"))).isTrue();
    assertThat(hours.contains(Instant.parse("2026-12-01T06:00:00Z"))).isFalse();
  }

  @Test
  void theyAreOfTheirTimeZoneInSummerAndWinter() {
    WorkingHours hours =
        WorkingHours.of(
            "Europe/Berlin", "[{\"day\": \"sun\", \"from\": \"09:00\", \"to\": \"10:00\"}]");

    assertThat(hours.nextStart(Instant.parse("2026-10-19T00:00:00Z")))
        .as("the clocks are put back that day")
        .contains(Instant.parse("2026-10-25T08:00:00Z"));
    assertThat(hours.nextStart(Instant.parse("2026-10-12T00:00:00Z")))
        .contains(Instant.parse("2026-10-18T07:00:00Z"));
  }

  @Test
  void withoutHoursWorkNeverEndsAndNeverBegins() {
    WorkingHours always = WorkingHours.of("UTC", "[]");
    Instant now = Instant.parse("2026-11-30T12:00:00Z");

    assertThat(always.contains(now)).isTrue();
    assertThat(always.end(now)).isNull();
    assertThat(always.nextStart(now)).isEmpty();
  }

  @Test
  void aWholeWeekHasNoEnd() {
    StringBuilder week = new StringBuilder("[");
    for (String day : "mon tue wed thu fri sat sun".split(" ", -1)) {
      week.append(week.length() > 1 ? "," : "")
          .append("{\"day\": \"%s\", \"from\": \"00:00\", \"to\": \"24:00\"}".formatted(day));
    }
    WorkingHours hours = WorkingHours.of("UTC", week.append("]").toString());

    assertThat(hours.end(Instant.parse("2026-11-30T12:00:00Z"))).isNull();
  }

  @Test
  void whatIsReadIsWrittenTheSame() throws Exception {
    assertThat(WorkingHours.of("UTC", NIGHT).json()).isEqualTo(new ObjectMapper().readTree(NIGHT));
  }
}

package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final Figure PAIRED =
      new Figure(
          "pairs",
          "ours / theirs",
          List.of(8.0, 10.0, 30.0),
          List.of(10.0, 20.0, 30.0),
          Figure.Goal.atLeast(0.9));

  @Test
  void ratiosAreTakenPairByPair() {
    assertThat(PAIRED.medianMeasured()).isEqualTo(10);
    assertThat(PAIRED.medianLimit()).isEqualTo(20);
    assertThat(PAIRED.ratio()).isEqualTo(0.8);
    assertThat(PAIRED.met()).isFalse();
  }

  @Test
  void aMedianOfTwoLiesBetweenThem() {
    assertThat(Figure.plain("two", "", List.of(1.0, 3.0), List.of()).medianMeasured()).isEqualTo(2);
  }

  @Test
  void whatStandsAloneIsItselfComparedWithItsBudget() {
    Figure alone =
        new Figure("alone", "p95 ms", List.of(900.0), List.of(), Figure.Goal.atMost(1000));

    assertThat(alone.ratio()).isNull();
    assertThat(alone.met()).isTrue();
    assertThat(new Figure("x", "", List.of(1001.0), List.of(), alone.goal()).met()).isFalse();
    assertThat(new Figure("x", "", List.of(1.0), List.of(), Optional.empty()).met()).isNull();
  }

  @Test
  void runsThatAreNotInPairsAreRefused() {
    assertThatThrownBy(() -> Figure.plain("odd", "", List.of(1.0, 2.0), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("odd: 2 runs cannot be compared with 1");
  }

  @Test
  void programsReadMediansRatiosAndRuns() throws Exception {
    JsonMapper json = new JsonMapper();

    JsonNode read = json.readTree(json.writeValueAsString(PAIRED));

    assertThat(read)
        .isEqualTo(
            json.readTree(
                """
                {"what": "ours / theirs", "measured_runs": [8.0, 10.0, 30.0],
                 "limit_runs": [10.0, 20.0, 30.0], "measured": 10.0, "limit": 20.0,
                 "ratio": 0.8, "budget": 0.9, "met": false}
                """));
  }

  @Test
  void peopleReadALine() {
    Figure alone = Figure.plain("alone", "p95 ms", List.of(1234.0), List.of());

    assertThat(FigureTable.of(List.of(PAIRED, alone)))
        .isEqualTo(
            """
              figure          measured   beside   ratio        spread    budget
              ours / theirs       10.0     20.0    0.80     0.50-1.00   >= 0.90   missed
              p95 ms             1,234                    1,234-1,234
            """);
  }
}

package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.analytics.Results.NOON;
import static io.verilock.vkyc.jobs.analytics.Results.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchDriftTest {
  private static final int MINIMUM = 100;
  private static final Duration REFERENCE = Duration.ofHours(24);
  private static final double RATE = 0.001;

  private final Random random = new Random(11);
  private KeyedOneInputStreamOperatorTestHarness<String, ScoreDistribution, DriftAlert> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness(RATE, MINIMUM);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aPlantedShiftIsToldInItsWindowAndInWords() throws Exception {
    fill(0, 24, 400, this::usual);
    assertThat(alerts()).isEmpty();
    fill(24, 25, 400, this::lower);

    DriftAlert alert = alerts().get(0);
    assertThat(alert.getLevel()).isEqualTo(DriftLevel.act);
    assertThat(alert.getScore()).isEqualTo("liveness_score");
    assertThat(alert.getWindowStart()).isEqualTo(hour(24));
    assertThat(alert.getSince()).isEqualTo(hour(24));
    assertThat(alert.getReferenceStart()).isEqualTo(hour(0));
    assertThat(alert.getReferenceSessions()).isEqualTo(24 * 400);
    assertThat(alert.getSessions()).as("told before the window is full").isLessThan(400);
    assertThat(alert.getPopulationStabilityIndex())
        .isGreaterThan(0.25)
        .isGreaterThan(alert.getPopulationStabilityBound());
    assertThat(alert.getKolmogorovSmirnov()).isGreaterThan(alert.getKolmogorovSmirnovBound());
    assertThat(alert.getMessage())
        .matches(
            "liveness of self_record/es fell from 9[01] to 7\\d, since 2 March 2026 12:00 UTC"
                + " \\(tenant acme, models open@000000000000; \\d+ sessions of an hour against 9,600"
                + " of the 24 hours before\\)");
    assertThat(alerts()).as("the face match has not moved").hasSize(1);
  }

  @Test
  void aTailThatMovesIsToldAsATail() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 25, 400, () -> random.nextInt(100) < 25 ? score(20, 5) : usual());

    assertThat(alerts().get(0).getMessage())
        .containsPattern("es fell, for the lowest tenth, from 8\\d to [12]\\d, since");
  }

  @Test
  void aDriftIsToldOnceAndWhenItIsOver() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 30, 400, this::lower);
    assertThat(alerts()).hasSize(1);
    fill(30, 33, 400, this::usual);

    assertThat(alerts())
        .extracting(DriftAlert::getLevel)
        .containsExactly(DriftLevel.act, DriftLevel.stable);
    DriftAlert over = alerts().get(1);
    assertThat(over.getSince()).isEqualTo(hour(24));
    assertThat(over.getWindowStart()).isEqualTo(hour(30));
    assertThat(over.getMessage())
        .contains("is as before again")
        .contains("it had drifted since 2 March 2026 12:00 UTC");
    fill(33, 34, 400, this::lower);
    assertThat(alerts()).hasSize(3);
  }

  @Test
  void aWindowThatBeganOtherwiseDoesNotEndTheDriftItBegan() throws Exception {
    fill(0, 24, 400, this::usual);
    double[] scores = scores(2_000, this::usual);
    System.arraycopy(scores(MINIMUM, this::lower), 0, scores, 0, MINIMUM);
    operator.processElement(distribution(24, Arrays.copyOf(scores, MINIMUM)), 0);
    operator.processElement(distribution(24, scores), 0);
    operator.processWatermark(hour(25).toEpochMilli());
    assertThat(alerts()).extracting(DriftAlert::getLevel).containsExactly(DriftLevel.act);
    fill(25, 26, 400, this::usual);

    assertThat(alerts()).hasSize(2);
    assertThat(alerts().get(1).getWindowStart()).isEqualTo(hour(25));
  }

  @Test
  void aDriftThatStaysBecomesTheReference() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 80, 400, this::lower);

    assertThat(alerts())
        .extracting(DriftAlert::getLevel)
        .containsExactly(DriftLevel.act, DriftLevel.stable);
    assertThat(alerts().get(1).getMessage())
        .contains("stays at a median of 78: what it has been since 2 March 2026 12:00 UTC is the");
    fill(80, 81, 400, this::usual);
    assertThat(alerts()).hasSize(3);
    assertThat(alerts().get(2).getMessage()).contains("es rose from 78 to 9");
  }

  @Test
  void windowsThatDriftedAreNoReference() throws Exception {
    fill(0, 12, 400, this::usual);
    fill(12, 20, 400, this::lower);
    fill(20, 25, 400, this::usual);

    assertThat(alerts()).as("begun and over").hasSize(2);
    assertThat(alerts().get(1).getReferenceSessions()).isEqualTo(12 * 400);
  }

  @Test
  void tooFewSessionsTellNothing() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 25, MINIMUM - 1, this::lower);
    fill(25, 26, 1, this::lower);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aCorrectionOfAnEarlierWindowIsNotLookedAt() throws Exception {
    fill(0, 25, 400, this::usual);
    operator.processElement(distribution(20, scores(400, this::lower)), 0);
    fill(25, 26, 10, this::usual);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aBacklogOutOfOrderIsJudgedInOrder() throws Exception {
    List<Integer> hours = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      hours.add(hour);
    }
    Collections.shuffle(hours, random);
    for (int hour : hours) {
      DoubleSupplier liveness = hour < 26 ? this::usual : this::lower;
      operator.processElement(distribution(hour, scores(400, liveness)), 0);
    }
    assertThat(alerts()).isEmpty();
    operator.processWatermark(hour(30).toEpochMilli());

    assertThat(alerts()).extracting(DriftAlert::getWindowStart).containsExactly(hour(26));
  }

  @Test
  void aStationaryStreamGivesNoMoreFalseAlertsThanTheStatedRate() throws Exception {
    double rate = 0.05;
    int hours = 1_500;
    operator.close();
    operator = harness(rate, 40);
    fill(0, hours, 160, this::usual);

    long falseAlerts =
        alerts().stream()
            .filter(alert -> alert.getScore().equals("liveness_score"))
            .filter(alert -> alert.getLevel() != DriftLevel.stable)
            .count();
    // Three standard deviations of the binomial on top of what the rate says.
    assertThat(falseAlerts / (double) hours)
        .isLessThan(rate + 3 * Math.sqrt(rate * (1 - rate) / hours));
    assertThat(falseAlerts).as("a rate so high that some are found").isPositive();
  }

  @Test
  void aGroupThatIsGoneHoldsNoState() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 26, 400, this::lower);
    assertThat(operator.numKeyedStateEntries()).isPositive();
    operator.processWatermark(hour(26).plus(REFERENCE).toEpochMilli());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void theReferenceIsKeptNoLongerThanItsLength() throws Exception {
    fill(0, 100, 400, this::usual);
    assertThat(operator.numEventTimeTimers()).as("one for each window kept").isEqualTo(24);
    fill(100, 101, 400, this::lower);
    assertThat(alerts().get(0).getReferenceSessions()).isEqualTo(24 * 400);
  }

  @Test
  void aDriftGoesOnAfterARestart() throws Exception {
    fill(0, 24, 400, this::usual);
    fill(24, 26, 400, this::lower);
    var snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = newOperator(RATE, MINIMUM);
    operator.initializeState(snapshot);
    operator.open();
    fill(26, 28, 400, this::lower);
    assertThat(alerts()).as("told before").isEmpty();
    fill(28, 30, 400, this::usual);
    assertThat(alerts()).extracting(DriftAlert::getSince).containsExactly(hour(24));
  }

  /** Hours from one on and below the other, each told four times while it fills, until its end. */
  private void fill(int from, int to, int sessions, DoubleSupplier liveness) throws Exception {
    for (int hour = from; hour < to; hour++) {
      operator.processWatermark(hour(hour).toEpochMilli());
      double[] all = scores(sessions, liveness);
      for (int part = 1; part <= 4; part++) {
        int told = Math.max(1, sessions * part / 4);
        operator.processElement(
            distribution(hour, Arrays.copyOf(all, Math.min(told, sessions))), 0);
      }
      operator.processWatermark(hour(hour + 1).toEpochMilli());
    }
  }

  private double[] scores(int sessions, DoubleSupplier liveness) {
    double[] scores = new double[sessions];
    Arrays.setAll(scores, i -> liveness.getAsDouble());
    return scores;
  }

  private static ScoreDistribution distribution(int hour, double[] liveness) {
    SessionTally tally = SessionTally.empty();
    for (int i = 0; i < liveness.length; i++) {
      // The same face matches everywhere.
      double faceMatch = 60 + i % 40;
      tally.add(
          "s" + i,
          new CountedSession(
              SessionOutcome.APPROVED, false, true, true, true, faceMatch, liveness[i], 1.0));
    }
    DistributionKey key =
        new DistributionKey(WindowLength.HOUR, hour(hour).toEpochMilli(), SPANISH, null);
    return key.distribution(tally);
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }

  private double usual() {
    return score(91, 6);
  }

  private double lower() {
    return score(78, 8);
  }

  private double score(double mean, double deviation) {
    return Math.max(0, Math.min(100, mean + deviation * random.nextGaussian()));
  }

  private List<DriftAlert> alerts() {
    return new ArrayList<>(operator.extractOutputValues());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoreDistribution, DriftAlert>
      harness(double rate, long minimum) throws Exception {
    var operator = newOperator(rate, minimum);
    operator.open();
    return operator;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoreDistribution, DriftAlert>
      newOperator(double rate, long minimum) throws Exception {
    DriftRule rule = new DriftRule(WindowLength.HOUR, REFERENCE, rate, minimum);
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new WatchDrift(rule)),
        distribution -> Dimensions.of(distribution).text(),
        Types.STRING);
  }
}

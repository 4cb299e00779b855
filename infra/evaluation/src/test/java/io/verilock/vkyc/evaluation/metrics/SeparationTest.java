package io.verilock.vkyc.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.evaluation.metrics.Separation.Point;
import org.junit.jupiter.api.Test;

class SeparationTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void scoresApartAreToldApartWithoutError() {
    Separation scores = separation(of(0.8, 0.9), of(0.1, 0.2));

    assertThat(scores.areaUnderCurve()).isEqualTo(1);
    assertThat(scores.equalError().falseAccepts()).isZero();
    assertThat(scores.equalError().threshold()).isEqualTo(0.8);
    assertThat(scores.acceptedAt(0)).isEqualTo(1);
  }

  @Test
  void tiesCountHalfInTheArea() {
    // Of the four comparisons two are won, one is tied and one lost.
    assertThat(separation(of(1, 3), of(1, 2)).areaUnderCurve()).isEqualTo(2.5 / 4);
    assertThat(separation(of(5, 5), of(5, 5, 5)).areaUnderCurve()).isEqualTo(0.5);
  }

  @Test
  void theCurveHasAPointForEveryDifferentScore() {
    assertThat(separation(of(1, 3), of(1, 2)).curve())
        .containsExactly(
            new Point(Double.POSITIVE_INFINITY, 0, 1),
            new Point(3, 0, 0.5),
            new Point(2, 0.5, 0.5),
            new Point(1, 1, 0));
  }

  @Test
  void theEqualErrorLiesOnTheLineBetweenTwoPoints() {
    // From (0, 2/3) at 4 to (1/2, 1/3) at 2: equal where 2/3 - x/3 = x/2, at 4/5 of the way.
    Point equal = separation(of(1, 2, 4), of(0, 2)).equalError();

    assertThat(equal.falseAccepts()).isEqualTo(0.4, within(1e-12));
    assertThat(equal.falseRejects()).isEqualTo(equal.falseAccepts());
    assertThat(equal.threshold()).isEqualTo(2.4, within(1e-12));
  }

  @Test
  void whereAllAreAlikeHalfOfThemErr() {
    assertThat(separation(of(5, 5), of(5, 5, 5)).equalError().falseAccepts()).isEqualTo(0.5);
  }

  @Test
  void acceptanceIsThatOfTheLowestThresholdWithinTheShare() {
    double[] impostor = new double[100];
    for (int i = 0; i < impostor.length; i++) {
      impostor[i] = i;
    }
    // One of a hundred may pass: 99 does, 98 does not, so that the threshold is just above 98.
    Separation scores = separation(of(97, 98, 98.5, 99, 120), impostor);

    assertThat(scores.acceptedAt(0.01)).isEqualTo(3 / 5.0);
    assertThat(scores.acceptedAt(0)).isEqualTo(1 / 5.0);
    assertThat(scores.acceptedAt(0.001)).isEqualTo(1 / 5.0);
  }

  @Test
  void aShareOfTheImpostorsIsCountedExactly() {
    // 7 of 700 are 1 %, though 0.01 * 700 is not 7 in floating point; so are 29 of 100 for 0.29.
    double[] impostor = new double[100];
    java.util.Arrays.setAll(impostor, i -> i);
    assertThat(separation(of(70.5), impostor).acceptedAt(0.29)).isEqualTo(1);
    assertThat(separation(of(69.5), impostor).acceptedAt(0.29)).isZero();
  }

  @Test
  void whatHasNoScoreIsNeverAccepted() {
    Separation scores = separation(of(0.9, NONE), of(0.1, NONE));

    assertThat(scores.falseRejects(-1e300)).isEqualTo(0.5);
    assertThat(scores.falseAccepts(-1e300)).isEqualTo(0.5);
    // Wins: 0.9 over both, and the missing one over neither, tied with the missing impostor.
    assertThat(scores.areaUnderCurve()).isEqualTo(2.5 / 4);
    assertThat(scores.acceptedAt(0.01)).isEqualTo(0.5);
  }

  @Test
  void aThresholdAcceptsWhatReachesIt() {
    Separation scores = separation(of(49.99, 50, 80), of(50, 20));

    assertThat(scores.falseRejects(50)).isEqualTo(1 / 3.0);
    assertThat(scores.falseAccepts(50)).isEqualTo(0.5);
  }

  @Test
  void withoutImpostorsOrGenuineOnesThereIsNoTradeOff() {
    for (Separation scores :
        new Separation[] {
          separation(of(1), of()), separation(of(), of(1)), separation(of(), of())
        }) {
      assertThat(scores.areaUnderCurve()).isNull();
      assertThat(scores.equalError()).isNull();
      assertThat(scores.acceptedAt(0.01)).isNull();
      assertThat(scores.curve()).isEmpty();
    }
    assertThat(separation(of(1), of()).falseAccepts(0)).isNull();
    assertThat(separation(of(1), of()).falseRejects(0)).isZero();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> separation(of(Double.NaN), of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Separation separation(double[] genuine, double[] impostor) {
    return new Separation(genuine, impostor);
  }

  private static double[] of(double... scores) {
    return scores;
  }
}

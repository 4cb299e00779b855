package io.verilock.vkyc.jobs.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final int MOST = 10;

  @Test
  void itOpensAfterFiveFailuresInARow() {
    Circuit circuit = Circuit.CLOSED;
    for (int i = 0; i < 4; i++) {
      circuit = circuit.afterFailure(0, Duration.ZERO);
      assertThat(circuit.calls(0, MOST)).isEqualTo(MOST);
    }

    circuit = circuit.afterFailure(0, Duration.ZERO);

    assertThat(circuit.calls(9_999, MOST)).isZero();
    assertThat(circuit.calls(10_000, MOST)).isEqualTo(1);
  }

  @Test
  void eachProbeThatFailsDoublesTheWaitUpToTenMinutes() {
    Circuit circuit = opened();
    long[] waits = {20_000, 40_000, 80_000, 160_000, 320_000, 600_000, 600_000};
    for (long wait : waits) {
      long now = circuit.openUntil();
      circuit = circuit.afterFailure(now, Duration.ZERO);
      assertThat(circuit.openUntil() - now).isEqualTo(wait);
    }
  }

  @Test
  void callsThatWereUnderWayWhenItOpenedDoNotLengthenIt() {
    Circuit circuit = opened();

    assertThat(circuit.afterFailure(5, Duration.ZERO).openUntil()).isEqualTo(circuit.openUntil());
  }

  @Test
  void aReceiverThatAsksToBeLeftAloneOpensItAtOnce() {
    Circuit circuit = Circuit.CLOSED.afterFailure(0, Duration.ofHours(1));

    assertThat(circuit.calls(Duration.ofMinutes(59).toMillis(), MOST)).isZero();
    assertThat(circuit.calls(Duration.ofMinutes(60).toMillis(), MOST)).isEqualTo(1);
    assertThat(opened().afterFailure(5, Duration.ofHours(1)).openUntil()).isEqualTo(3_600_005);
  }

  private static Circuit opened() {
    Circuit circuit = Circuit.CLOSED;
    for (int i = 0; i < 5; i++) {
      circuit = circuit.afterFailure(0, Duration.ZERO);
    }
    return circuit;
  }
}

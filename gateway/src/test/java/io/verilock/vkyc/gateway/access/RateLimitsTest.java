package io.verilock.vkyc.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RateLimitsTest {
  private static final int BURST = 240;
  private static final int PER_SECOND = 40;
  private static final int ADDRESS_PER_MINUTE = 240;

  private final Clock clock = new Clock();
  private final RateLimits limits = new RateLimits(new PGSimpleDataSource(), 1, clock);

  @Test
  void aSessionsUploadsAreBoundedAndGoOnAsTimeDoes() throws Exception {
    take(BURST);
    assertTooMany();

    clock.nanos += TimeUnit.SECONDS.toNanos(1);
    take(PER_SECOND);
    assertTooMany();
  }

  @Test
  void oneSessionTakesNothingFromAnother() throws Exception {
    take(BURST);

    limits.takeForSession("other");
  }

  @Test
  void anAddressIsBoundedByItself() throws Exception {
    for (int i = 0; i < ADDRESS_PER_MINUTE; i++) {
      limits.takeForAddress("192.0.2.1");
    }

    assertThatThrownBy(() -> limits.takeForAddress("192.0.2.1"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    limits.takeForAddress("192.0.2.2");
  }

  private void take(int times) throws Problem {
    for (int i = 0; i < times; i++) {
      limits.takeForSession("one");
    }
  }

  private void assertTooMany() {
    assertThatThrownBy(() -> limits.takeForSession("one"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.SESSION_RATE_LIMITED);
              assertThat(problem.retryAfterSeconds()).isEqualTo(1);
            });
  }

  private static final class Clock implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}

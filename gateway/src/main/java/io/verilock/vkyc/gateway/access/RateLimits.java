package io.verilock.vkyc.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * How often callers may call: each key in all gateways together, and each session's uploads and
 * each address that signs somebody in in each gateway, which costs no question to the database.
 */
public final class RateLimits {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /**
   * A recorder's slices of one second, sent anew where an answer was lost, and twice in a hurry.
   */
  private static final int SESSION_BURST = 240;

  private static final int SESSION_PER_SECOND = 40;
  private static final int MOST_SESSIONS = 100_000;

  /** Of an office behind one address, at the hour at which everybody begins. */
  private static final int ADDRESS_PER_MINUTE = 240;

  private static final int MOST_ADDRESSES = 100_000;

  private final int requestsPerMinute;
  private final TimeMeter clock;
  private final BucketConfiguration configuration;
  private final ProxyManager<Long> shared;
  private final Cache<String, Bucket> sessions =
      Caffeine.newBuilder()
          .expireAfterAccess(Duration.ofMinutes(10))
          .maximumSize(MOST_SESSIONS)
          .build();
  private final Cache<String, Bucket> addresses =
      Caffeine.newBuilder().expireAfterAccess(WINDOW).maximumSize(MOST_ADDRESSES).build();

  /** Limits keys to so many requests a minute. */
  public RateLimits(DataSource database, int requestsPerMinute) {
    this(database, requestsPerMinute, TimeMeter.SYSTEM_MILLISECONDS);
  }

  /** Counts sessions' uploads by a clock of its own. */
  RateLimits(DataSource database, int requestsPerMinute, TimeMeter clock) {
    this.requestsPerMinute = requestsPerMinute;
    this.clock = clock;
    configuration =
        BucketConfiguration.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(requestsPerMinute)
                    .refillGreedy(requestsPerMinute, WINDOW)
                    .build())
            .build();
    shared = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database).table("bucket").build();
  }

  /**
   * How a key stands after a request.
   *
   * @param limit requests in a window
   * @param remaining requests that may follow at once
   * @param resetSeconds until all are there again
   */
  public record Standing(int limit, long remaining, long resetSeconds) {}

  /**
   * Counts a request of a key or a member of staff.
   *
   * @param took told how the key stands, also where the request is refused
   * @throws Problem if there were too many
   */
  public void take(Caller.Customer customer, Consumer<Standing> took) throws Problem {
    ConsumptionProbe probe =
        shared
            .builder()
            .build(number(customer.id()), () -> configuration)
            .tryConsumeAndReturnRemaining(1);
    took.accept(
        new Standing(
            requestsPerMinute,
            probe.getRemainingTokens(),
            seconds(probe.getNanosToWaitForReset())));
    if (!probe.isConsumed()) {
      throw tooMany(
          ErrorCode.RATE_LIMITED,
          "More than %d requests in a minute.".formatted(requestsPerMinute),
          probe);
    }
  }

  /**
   * Counts a request about a session's uploads.
   *
   * @throws Problem if there were too many
   */
  public void takeForSession(String sessionId) throws Problem {
    ConsumptionProbe probe =
        sessions.get(sessionId, any -> ofSession()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooMany(
          ErrorCode.SESSION_RATE_LIMITED,
          "More than %d requests a second for one session.".formatted(SESSION_PER_SECOND),
          probe);
    }
  }

  /**
   * Counts a request of a browser of which nothing but its address is known.
   *
   * @throws Problem if there were too many
   */
  public void takeForAddress(String address) throws Problem {
    ConsumptionProbe probe =
        addresses.get(address, any -> ofAddress()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooMany(
          ErrorCode.RATE_LIMITED,
          "More than %d requests in a minute from one address.".formatted(ADDRESS_PER_MINUTE),
          probe);
    }
  }

  private Bucket ofAddress() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(
            Bandwidth.builder()
                .capacity(ADDRESS_PER_MINUTE)
                .refillGreedy(ADDRESS_PER_MINUTE, WINDOW)
                .build())
        .build();
  }

  private Bucket ofSession() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(
            Bandwidth.builder()
                .capacity(SESSION_BURST)
                .refillGreedy(SESSION_PER_SECOND, Duration.ofSeconds(1))
                .build())
        .build();
  }

  private static Problem tooMany(ErrorCode code, String detail, ConsumptionProbe probe) {
    return new Problem(code, detail).retryAfter(seconds(probe.getNanosToWaitForRefill()));
  }

  private static long seconds(long nanos) {
    return Math.max(1, (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1));
  }

  /** A number for a key's id: its hash's first 64 bits. */
  private static long number(String keyId) {
    return ByteBuffer.wrap(Secrets.hash(keyId)).getLong();
  }
}

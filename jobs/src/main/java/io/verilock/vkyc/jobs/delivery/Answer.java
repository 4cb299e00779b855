package io.verilock.vkyc.jobs.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one POST.
 *
 * @param status of the HTTP answer, 0 where there was none
 * @param retryAfter how long the receiver asks to be left alone; null where it does not
 * @param failure why it failed; null where it did not
 * @param reason the failure in words, without what the receiver's page says; null where there is
 *     none
 * @param duration from the call to the answer's head, or to the failure
 */
public record Answer(
    int status, Duration retryAfter, Failure failure, String reason, Duration duration) {
  private static final int GONE = 410;

  /** Why a webhook was not taken. */
  public enum Failure {
    /** The answer's status is not 2xx. Redirects are not followed. */
    HTTP_STATUS,
    /** No answer in time. */
    TIMEOUT,
    /** The name has no address. */
    NAME_UNRESOLVED,
    /** Every address of the name is one that may not be called. */
    ADDRESS_REFUSED,
    /** Nobody listens there, or the network does not reach it. */
    CONNECT_FAILED,
    /** No TLS connection to who the URL names. */
    TLS_FAILED,
    /** The connection broke, or what came was no HTTP. */
    CONNECTION_LOST;

    /** The code that stands in attempts. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An answer with a status: taken if it is 2xx. */
  public static Answer of(int status, Duration retryAfter, Duration duration) {
    return status >= 200 && status < 300
        ? new Answer(status, null, null, null, duration)
        : new Answer(
            status, retryAfter, Failure.HTTP_STATUS, "answered %d".formatted(status), duration);
  }

  /** No answer. */
  public static Answer failed(Failure failure, String reason, Duration duration) {
    return new Answer(0, null, failure, reason, duration);
  }

  /** Whether the webhook was taken. */
  public boolean taken() {
    return failure == null;
  }

  /** Whether the receiver wants no more webhooks. */
  public boolean gone() {
    return status == GONE;
  }

  /** How long the receiver asks to be left alone. */
  public Optional<Duration> pause() {
    return Optional.ofNullable(retryAfter);
  }
}

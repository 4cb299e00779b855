package io.verilock.vkyc.jobs.delivery;

import io.verilock.vkyc.jobs.delivery.Answer.Failure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Tells why there was no answer. */
final class FailureCause {
  private static final int LONGEST_WORDS = 200;

  private FailureCause() {}

  static Failure of(Throwable cause) {
    for (Throwable one : ExceptionUtils.getThrowableList(cause)) {
      if (one instanceof GuardedResolver.RefusedException) {
        return Failure.ADDRESS_REFUSED;
      }
      if (one instanceof UnknownHostException) {
        return Failure.NAME_UNRESOLVED;
      }
      if (one instanceof TimeoutException || one instanceof SocketTimeoutException) {
        return Failure.TIMEOUT;
      }
      if (one instanceof SSLException) {
        return Failure.TLS_FAILED;
      }
      if (one instanceof ConnectException
          || one instanceof NoRouteToHostException
          || one instanceof RejectedExecutionException) {
        return Failure.CONNECT_FAILED;
      }
    }
    return Failure.CONNECTION_LOST;
  }

  /** A line for people; what the receiver sent is not in it, and no URL. */
  static String words(Failure failure, Throwable cause) {
    Throwable root =
        ExceptionUtils.getRootCause(cause) == null ? cause : ExceptionUtils.getRootCause(cause);
    String words =
        switch (failure) {
          case TIMEOUT -> "no answer in time";
          case NAME_UNRESOLVED -> "the name has no address";
          case CONNECT_FAILED -> "cannot connect";
          case CONNECTION_LOST -> "the connection broke off";
          case TLS_FAILED -> "no TLS connection: " + root.getMessage();
          case ADDRESS_REFUSED -> root.getMessage();
          case HTTP_STATUS -> throw new IllegalArgumentException("there was an answer");
        };
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
  }
}

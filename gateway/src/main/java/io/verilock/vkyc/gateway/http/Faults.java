package io.verilock.vkyc.gateway.http;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes problems of what goes wrong: what cannot be reached passes, the rest is a fault of ours.
 */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final int RETRY_SECONDS = 2;

  /** SQLSTATE classes: no connection, two in each other's way, resources used up, stopped. */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

  private Faults() {}

  static Problem problem(Throwable fault, String requestId) {
    if (fault instanceof Problem problem) {
      return problem;
    }
    if (passes(fault)) {
      LOG.warn("request {}: {}", requestId, fault.toString());
      return new Problem(
              ErrorCode.UNAVAILABLE, "The database, Kafka or the object store cannot be reached.")
          .retryAfter(RETRY_SECONDS);
    }
    LOG.error("request {} failed", requestId, fault);
    return new Problem(
        ErrorCode.INTERNAL_ERROR, "A fault of ours; the log has it as %s.".formatted(requestId));
  }

  private static boolean passes(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof KafkaException
          || cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql && passes(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** The pool says of connections that broke that they are closed, without a state. */
  private static boolean passes(String state) {
    return state == null || (state.length() > 2 && PASSING.contains(state.substring(0, 2)));
  }
}

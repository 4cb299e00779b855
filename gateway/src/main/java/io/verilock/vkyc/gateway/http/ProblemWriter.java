package io.verilock.vkyc.gateway.http;

import io.javalin.http.Context;
import io.verilock.vkyc.gateway.contract.Problem;
import java.io.IOException;

/** Answers with problems. */
final class ProblemWriter {
  static final String TYPE = "application/problem+json";

  private static final long MOST_DRAINED = 2 << 20;

  private ProblemWriter() {}

  static void write(Problem problem, Context context) {
    if (!drained(context)) {
      context.header("Connection", "close");
    }
    int status = problem.code().status();
    if (status == 401) {
      context.header(
          "WWW-Authenticate",
          context.header("Authorization") == null ? "Bearer" : "Bearer error=\"invalid_token\"");
    }
    if (problem.retryAfterSeconds() > 0) {
      context.header("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    context
        .status(status)
        .header(RequestIds.HEADER, RequestIds.of(context))
        .contentType(TYPE)
        .result(problem.body(context.path()).toString());
  }

  /**
   * Reads what is left of the body, so that the connection can go on; not the whole of one that is
   * far too large.
   */
  private static boolean drained(Context context) {
    try {
      return context.bodyInputStream().skip(MOST_DRAINED) < MOST_DRAINED;
    } catch (IOException e) {
      return false;
    }
  }
}

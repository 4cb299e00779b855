package io.verilock.vkyc.gateway.http;

import io.javalin.http.Context;
import io.verilock.vkyc.gateway.contract.Problem;

/** Answers with problems. */
final class ProblemWriter {
  private static final String TYPE = "application/problem+json";

  private ProblemWriter() {}

  static void write(Problem problem, Context context) {
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
}

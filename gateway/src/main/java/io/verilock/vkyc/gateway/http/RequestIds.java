package io.verilock.vkyc.gateway.http;

import io.javalin.http.Context;
import io.verilock.vkyc.gateway.access.Secrets;
import java.util.regex.Pattern;

/** Names requests in answers and log lines. */
final class RequestIds {
  static final String HEADER = "X-Request-Id";
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestIds() {}

  /** The caller's name for a request where it is one, ours otherwise. */
  static String of(Context context) {
    String known = context.attribute(HEADER);
    if (known == null) {
      String given = context.header(HEADER);
      known = given != null && ALLOWED.matcher(given).matches() ? given : Secrets.id("req_");
      context.attribute(HEADER, known);
    }
    return known;
  }
}

package io.verilock.vkyc.gateway.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;

/**
 * What a caller sends to say who it is: a bearer credential, or the cookie that a page got when
 * somebody signed in. No script can read the cookie, and no other site can make use of it.
 */
public final class Credentials {
  private static final String COOKIE = "vkyc_sign_in";
  private static final String SCHEME = "bearer ";

  private Credentials() {}

  /** A cookie that holds a credential for a while; one that ends at once takes it away. */
  public static String cookie(String credential, Duration kept, boolean encrypted) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(COOKIE, credential, kept.toSeconds(), encrypted ? "; Secure" : "");
  }

  /** What the caller of a request sent; null where that is nothing. */
  static String of(Context context) {
    String authorization = context.header("Authorization");
    if (authorization != null) {
      return bearer(authorization);
    }
    // Browsers say where a request comes from; the cookie is for our own pages alone.
    String site = context.header("Sec-Fetch-Site");
    String cookie = context.cookie(COOKIE);
    return cookie == null || cookie.isEmpty() || (site != null && !site.equals("same-origin"))
        ? null
        : cookie;
  }

  private static String bearer(String authorization) {
    return !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            || authorization.length() == SCHEME.length()
        ? null
        : authorization.substring(SCHEME.length()).strip();
  }
}

package io.verilock.vkyc.gateway.http;

import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as the contract writes them. */
public final class Times {
  private Times() {}

  /** Reads RFC 3339, with any offset. */
  static Instant parse(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Writes RFC 3339 in UTC; null where there is none. */
  public static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}

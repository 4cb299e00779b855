package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.schemas.GroupKey;
import java.time.Instant;

/**
 * A window of a group of sessions.
 *
 * @param start of the window, milliseconds since 1970
 * @param reason only sessions with it; null for all
 */
public record DistributionKey(
    WindowLength length, long start, Dimensions dimensions, String reason) {
  /** The record's key on the topic. */
  String text() {
    return GroupKey.ofWindow(
        Instant.ofEpochMilli(start), length.seconds(), reason, dimensions.text());
  }

  /** End of the window, milliseconds since 1970. */
  long end() {
    return start + length.millis();
  }
}

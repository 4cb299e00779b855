package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.evaluation.text.TextTable;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.Collection;
import java.util.Locale;

/** Results as a table of text. */
final class ResultListing {
  private ResultListing() {}

  /** One line per result, under a head. */
  static String of(Collection<VideoResult> results) {
    TextTable table =
        new TextTable(
            "lllrrrl", "session", "status", "result", "match", "liveness", "seconds", "reasons");
    for (VideoResult result : results) {
      table.add(
          result.getSessionId(),
          text(result.getStatus()),
          text(result.getResult()),
          score(result.getFaceMatchScore()),
          score(result.getLivenessScore()),
          text(result.getDurationSeconds()),
          String.join(", ", result.getReasons()));
    }
    return table.toString();
  }

  private static String text(Object value) {
    return value == null ? "-" : value.toString();
  }

  private static String score(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }
}

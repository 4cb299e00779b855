package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.schemas.VideoResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Results as a table of text. */
public final class ResultListing {
  private static final List<String> HEAD =
      List.of("session", "status", "result", "match", "liveness", "seconds", "reasons");

  private ResultListing() {}

  /** One line per result, under a head; columns as wide as they need to be. */
  public static String of(Collection<VideoResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (VideoResult result : results) {
      rows.add(
          List.of(
              result.getSessionId(),
              text(result.getStatus()),
              text(result.getResult()),
              score(result.getFaceMatchScore()),
              score(result.getLivenessScore()),
              text(result.getDurationSeconds()),
              String.join(", ", result.getReasons())));
    }
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean number = i >= 3 && i <= 5;
        String format = (number ? "%" : "%-") + widths[i] + "s  ";
        line.append(format.formatted(row.get(i)));
      }
      table.append(line.toString().stripTrailing()).append('\n');
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

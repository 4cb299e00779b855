package io.verilock.vkyc.evaluation.simulate;

import io.verilock.vkyc.evaluation.simulate.Simulation.Row;
import io.verilock.vkyc.evaluation.simulate.Simulation.Session;
import io.verilock.vkyc.evaluation.simulate.Simulation.WhatIf;
import io.verilock.vkyc.evaluation.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulation for people to read. */
public final class SimulationText {
  private SimulationText() {}

  /** Every table of it, each under a line that says what it is. */
  public static String of(Simulation simulation) {
    StringBuilder text = new StringBuilder();
    addRows(text, "Face match: pairs of pictures, count and %", "source", simulation.faceMatch());
    addRows(
        text, "Document: selfies against portraits, count and %", "source", simulation.documents());
    addRows(text, "Liveness: presentations, count and %", "species", simulation.clips());
    addSessions(text, simulation.sessions());
    simulation.whatIf().forEach((check, rows) -> addWhatIf(text, check, rows));
    simulation.notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static void addRows(StringBuilder text, String title, String group, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "llrrrrl",
            group,
            "",
            "samples",
            "approved",
            "declined",
            "needs_review",
            "failed checks");
    for (Row row : rows) {
      table.add(
          row.group(),
          row.kind(),
          Long.toString(row.samples()),
          row.approved().text(),
          row.declined().text(),
          row.needsReview().text(),
          counts(row.failedChecks()));
    }
    text.append(title).append('\n').append(table);
    for (Row row : rows) {
      if (row.group().equals(Simulation.ALL) && !row.reasons().isEmpty()) {
        text.append("  reasons, %s: %s\n".formatted(row.kind(), counts(row.reasons())));
      }
    }
    text.append('\n');
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void addSessions(StringBuilder text, List<Session> sessions) {
    if (sessions.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable("lrrrr", "", "pairs x clips", "approved", "declined", "needs_review");
    for (Session session : sessions) {
      table.add(
          session.who(),
          "%d x %d".formatted(session.pairs(), session.clips()),
          percent(session.approved()),
          percent(session.declined()),
          percent(session.needsReview()));
    }
    text.append("Sessions: every pair with every clip, %\n").append(table).append('\n');
  }

  private static void addWhatIf(StringBuilder text, String check, List<WhatIf> rows) {
    if (rows.stream().allMatch(row -> row.decidesLike(rows.get(0)))) {
      text.append(
          "What if %s had other thresholds: none tried decides otherwise\n\n".formatted(check));
      return;
    }
    TextTable table =
        new TextTable(
            "lrrrrrr",
            "",
            "decline_below",
            "approve_from",
            "falsely approved",
            "falsely declined",
            "genuine reviewed",
            "others reviewed");
    for (WhatIf row : rows) {
      table.add(
          row.current() ? "now" : "",
          number(row.declineBelow()),
          number(row.approveFrom()),
          row.falselyApproved().text(),
          percent(row.falselyDeclined().percent()),
          percent(row.genuineReviewed().percent()),
          percent(row.othersReviewed().percent()));
    }
    text.append("What if %s had other thresholds, %%\n".formatted(check))
        .append(table)
        .append('\n');
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f", percent);
  }

  private static String number(double score) {
    return score == Math.rint(score)
        ? String.format(Locale.ROOT, "%.0f", score)
        : Double.toString(score);
  }
}

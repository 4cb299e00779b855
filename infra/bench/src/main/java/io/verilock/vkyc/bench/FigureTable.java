package io.verilock.vkyc.bench;

import io.verilock.vkyc.evaluation.text.TextTable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures as lines for people: median, what stands beside it, their ratio, and what is asked. */
final class FigureTable {
  private FigureTable() {}

  static String of(List<Figure> figures) {
    TextTable table =
        new TextTable("lrrrrrl", "figure", "measured", "beside", "ratio", "spread", "budget", "");
    for (Figure figure : figures) {
      boolean compared = figure.ratio() != null;
      List<Double> spread = compared ? figure.ratios() : figure.measured();
      table.add(
          figure.what(),
          number(figure.medianMeasured()),
          compared ? number(figure.medianLimit()) : "",
          compared ? number(figure.ratio()) : "",
          "%s-%s".formatted(number(Collections.min(spread)), number(Collections.max(spread))),
          figure
              .goal()
              .map(goal -> (goal.atMost() ? "<= " : ">= ") + number(goal.value()))
              .orElse(""),
          figure.met() == null ? "" : figure.met() ? "met" : "missed");
    }
    return table.toString();
  }

  /** Three digits that say something. */
  private static String number(double value) {
    double size = Math.abs(value);
    String digits = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, digits, value);
  }
}

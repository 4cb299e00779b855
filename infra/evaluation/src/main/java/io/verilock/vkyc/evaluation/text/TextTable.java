package io.verilock.vkyc.evaluation.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under a head, in columns as wide as they need to be. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final String alignment;

  /**
   * Starts a table.
   *
   * @param alignment a letter for each column: l for words, r for numbers
   */
  public TextTable(String alignment, String... head) {
    this.alignment = alignment;
    rows.add(List.of(head));
  }

  /** Adds a row: a cell for each column. */
  public void add(String... row) {
    rows.add(List.of(row));
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        line.append(pad(row.get(i), widths[i], alignment.charAt(i))).append("   ");
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static String pad(String text, int width, char alignment) {
    String blanks = " ".repeat(width - text.length());
    return alignment == 'l' ? text + blanks : blanks + text;
  }
}

package io.verilock.vkyc.evaluation.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header: with commas, semicolons or tabs, names in any case, rows left empty.
 * Problems are collected rather than thrown, so that those of its reader are told with them.
 */
public final class CsvTable {
  private final Problems problems;
  private final List<Row> rows = new ArrayList<>();
  private Header header = Header.none();

  private CsvTable(Path file) {
    this.problems = new Problems(file);
  }

  /** Reads a file as far as it can be read; {@link #problems} says what could not. */
  public static CsvTable read(Path file, Columns columns) {
    CsvTable table = new CsvTable(file);
    try {
      table.read(FileText.of(Files.readAllBytes(file)), columns);
    } catch (NoSuchFileException e) {
      table.problems.addToFile("there is no such file");
    } catch (IOException e) {
      table.problems.addToFile("it cannot be read: " + e.getMessage());
    }
    return table;
  }

  private void read(FileText file, Columns columns) throws IOException {
    if (!file.unreadableLines().isEmpty()) {
      String what = "bytes that are not %s text; save the file as UTF-8".formatted(file.encoding());
      file.unreadableLines().forEach(line -> problems.add(line, what));
      return;
    }
    Separator separator = Separator.of(file.text(), columns);
    long line = 0;
    boolean headed = false;
    try (CSVParser parser = separator.parse(Separator.withoutDeclaration(file.text()))) {
      for (CSVRecord cells : parser) {
        line = parser.getCurrentLineNumber();
        if (Separator.isBlank(cells)) {
          continue;
        }
        if (headed) {
          rows.add(row(cells, line, separator));
        } else {
          header = header(cells.toList(), line, separator, columns);
          headed = true;
        }
      }
      if (!headed) {
        header = header(List.of(), 1, separator, columns);
      }
    } catch (UncheckedIOException e) {
      problems.add(
          line + 1, "quotes do not fit from here on; end each, and write one inside a cell as two");
    }
  }

  private Header header(List<String> names, long line, Separator separator, Columns columns) {
    return Header.of(names, separator, columns, what -> problems.add(line, what));
  }

  private Row row(CSVRecord cells, long line, Separator separator) {
    Row row = new Row(cells, line);
    if (cells.size() < header.size()) {
      row.problem(
          "%d cells where the header has %d; give empty cells their %s too"
              .formatted(cells.size(), header.size(), separator.plural()));
    } else if (cells.stream()
        .skip(header.size())
        .anyMatch(cell -> !Columns.strip(cell).isEmpty())) {
      row.problem(
          "%d cells where the header has %d; quote cells that hold %s"
              .formatted(cells.size(), header.size(), separator.plural()));
    }
    return row;
  }

  /** The rows that hold anything. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Whether there is such a column; that a required one is missing is among the problems. */
  public boolean has(String column) {
    return header.has(column);
  }

  /** The further columns, as they are called; those without a name where they hold anything. */
  public List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    for (int place : header.ignored()) {
      if (!header.name(place).isEmpty()) {
        ignored.add(header.name(place));
      } else if (rows.stream().anyMatch(row -> !row.cell(place).isEmpty())) {
        ignored.add("column %d without a name".formatted(place + 1));
      }
    }
    return ignored;
  }

  /** Every problem with its line; nothing where there are none. */
  public Optional<String> problems() {
    return problems.told();
  }

  /** A row, and what is wrong with it. */
  public final class Row {
    private final CSVRecord cells;
    private final long line;

    private Row(CSVRecord cells, long line) {
      this.cells = cells;
      this.line = line;
    }

    /** The line of the file that it ends in. */
    public long line() {
      return line;
    }

    /** The cell of a column; empty where there is no such column. */
    public String cell(String column) {
      return header.has(column) ? cell(header.place(column)) : "";
    }

    private String cell(int place) {
      return place < cells.size() ? Columns.strip(cells.get(place)) : "";
    }

    /** The cell of a column that must not be empty. */
    public String required(String column) {
      String cell = cell(column);
      if (cell.isEmpty() && header.has(column)) {
        problem("%s is empty".formatted(column));
      }
      return cell;
    }

    /** Whether the cell of a column is the one text rather than the other. */
    public boolean either(String column, String yes, String no) {
      String cell = cell(column);
      if (header.has(column) && !cell.equals(yes) && !cell.equals(no)) {
        problem("%s '%s' is neither %s nor %s".formatted(column, cell, yes, no));
      }
      return cell.equals(yes);
    }

    /** Adds to what is wrong with the table. */
    public void problem(String what) {
      problems.add(line, what);
    }
  }
}

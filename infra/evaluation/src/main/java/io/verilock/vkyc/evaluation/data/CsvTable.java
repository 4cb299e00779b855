package io.verilock.vkyc.evaluation.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header; further columns than those asked for are ignored. */
final class CsvTable {
  private static final int MOST_PROBLEMS_SHOWN = 20;

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  CsvTable(Path file) {
    this.file = file;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row);
  }

  /**
   * Reads every row.
   *
   * @throws DataException naming every problem with its line
   */
  <T> List<T> read(List<String> required, RowReader<T> reader) throws DataException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    List<T> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(withoutMark(Files.readString(file)), format)) {
      checkHeader(parser.getHeaderNames(), required);
      int columns = parser.getHeaderNames().size();
      for (CSVRecord cells : parser) {
        Row row = new Row(cells, parser.getCurrentLineNumber());
        if (cells.size() != columns) {
          row.problem(
              "%d cells where the header has %d; quote cells that hold commas"
                  .formatted(cells.size(), columns));
        }
        rows.add(reader.read(row));
      }
    } catch (CharacterCodingException e) {
      throw new DataException("%s: it is not UTF-8 text; save it as UTF-8".formatted(file));
    } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
      throw new DataException("%s: it cannot be read: %s".formatted(file, e.getMessage()));
    }
    throwProblems();
    return rows;
  }

  private void checkHeader(List<String> header, List<String> required) throws DataException {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        problem(1, "the column '%s' stands there twice; name each once".formatted(column));
      }
    }
    for (String column : required) {
      if (!seen.contains(column)) {
        problem(1, "the column '%s' is missing; name it in the first line".formatted(column));
      }
    }
    throwProblems();
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void problem(long line, String what) {
    problems.add("%s:%d: %s".formatted(file, line, what));
  }

  private void throwProblems() throws DataException {
    if (problems.isEmpty()) {
      return;
    }
    List<String> shown =
        new ArrayList<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS_SHOWN)));
    if (problems.size() > shown.size()) {
      shown.add("and %d more problems".formatted(problems.size() - shown.size()));
    }
    throw new DataException(String.join("\n      ", shown));
  }

  /** A row, and what is wrong with it. */
  final class Row {
    private final CSVRecord cells;
    private final long line;

    private Row(CSVRecord cells, long line) {
      this.cells = cells;
      this.line = line;
    }

    /** The cell of a column; empty where there is no such column. */
    String cell(String column) {
      return cells.isSet(column) ? cells.get(column) : "";
    }

    /** The cell of a column that must not be empty. */
    String required(String column) {
      String cell = cell(column);
      if (cell.isEmpty()) {
        problem("%s is empty".formatted(column));
      }
      return cell;
    }

    /** Whether the cell of a column is the one text rather than the other. */
    boolean either(String column, String yes, String no) {
      String cell = cell(column);
      if (!cell.equals(yes) && !cell.equals(no)) {
        problem("%s '%s' is neither %s nor %s".formatted(column, cell, yes, no));
      }
      return cell.equals(yes);
    }

    void problem(String what) {
      CsvTable.this.problem(line, what);
    }
  }
}

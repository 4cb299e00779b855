package io.verilock.vkyc.local.sql;

import io.verilock.vkyc.evaluation.text.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/**
 * What a query found.
 *
 * @param columns names of the columns
 * @param rows a value for each column, in the order the query asked for
 */
public record QueryResult(List<String> columns, List<Row> rows) {
  /** The rows under the columns' names. */
  @Override
  public String toString() {
    TextTable table =
        new TextTable(
            IntStream.range(0, columns.size())
                .mapToObj(column -> isNumber(column) ? "r" : "l")
                .collect(Collectors.joining()),
            columns.toArray(String[]::new));
    for (Row row : rows) {
      table.add(
          IntStream.range(0, columns.size())
              .mapToObj(column -> text(row.getField(column)))
              .toArray(String[]::new));
    }
    return table.toString();
  }

  private boolean isNumber(int column) {
    return rows.stream()
        .allMatch(row -> row.getField(column) == null || row.getField(column) instanceof Number);
  }

  private static String text(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array)
          .map(QueryResult::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Row row) {
      return IntStream.range(0, row.getArity())
          .mapToObj(field -> text(row.getField(field)))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    return value.toString();
  }
}

package io.verilock.vkyc.evaluation.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which column of a file is which. */
final class Header {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Integer> ignored = new ArrayList<>();

  private Header(List<String> names) {
    this.names = names;
  }

  /** The header of a file that has none. */
  static Header none() {
    return new Header(List.of());
  }

  /** Understands a header as far as it can and says what is wrong with it. */
  static Header of(
      List<String> cells, Separator separator, Columns columns, Consumer<String> problems) {
    Header header = new Header(cells.stream().map(Columns::strip).toList());
    header.place(columns, problems);
    header.guess(columns, problems);
    header.require(separator, columns, problems);
    return header;
  }

  private void place(Columns columns, Consumer<String> problems) {
    for (int place = 0; place < names.size(); place++) {
      String name = Columns.normal(names.get(place));
      Integer earlier = name.isEmpty() ? null : places.putIfAbsent(name, place);
      if (earlier != null) {
        problems.accept(
            "columns %d and %d are both '%s'; name each once"
                .formatted(earlier + 1, place + 1, name));
      } else if (!columns.has(name)) {
        ignored.add(place);
      }
    }
  }

  /** Cells under a misspelt name are read all the same: what is wrong in them is told, too. */
  private void guess(Columns columns, Consumer<String> problems) {
    ignored.removeIf(
        place -> {
          Optional<String> meant = columns.meantBy(Columns.normal(names.get(place)));
          meant.ifPresent(
              column -> {
                problems.accept(
                    "there is no column '%s'; did you mean %s? Rename it or leave it out"
                        .formatted(names.get(place), column));
                places.putIfAbsent(column, place);
              });
          return meant.isPresent();
        });
  }

  private void require(Separator separator, Columns columns, Consumer<String> problems) {
    String named = String.join(", ", names.stream().filter(name -> !name.isEmpty()).toList());
    String what =
        named.isEmpty() ? "is empty" : "split at %s has: %s".formatted(separator.plural(), named);
    for (String column : columns.required()) {
      if (!has(column)) {
        problems.accept(
            "the column '%s' is missing; name it in the header, which %s".formatted(column, what));
      }
    }
  }

  boolean has(String column) {
    return places.containsKey(column);
  }

  int place(String column) {
    return places.get(column);
  }

  int size() {
    return names.size();
  }

  String name(int place) {
    return names.get(place);
  }

  /** Where the columns are that are none of those asked for. */
  List<Integer> ignored() {
    return ignored;
  }
}

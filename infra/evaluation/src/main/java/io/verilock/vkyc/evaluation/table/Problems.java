package io.verilock.vkyc.evaluation.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a file, told in the order of its lines whoever finds it when. */
final class Problems {
  private static final int MOST_SHOWN = 20;

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();

  private record Problem(long line, String what) {}

  Problems(Path file) {
    this.file = file;
  }

  void addToFile(String what) {
    add(0, what);
  }

  void add(long line, String what) {
    problems.add(new Problem(line, what));
  }

  /** All of them, of many the first; nothing where there are none. */
  Optional<String> told() {
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    List<String> shown =
        problems.stream()
            .sorted(Comparator.comparingLong(Problem::line))
            .limit(MOST_SHOWN)
            .map(this::told)
            .collect(Collectors.toCollection(ArrayList::new));
    if (problems.size() > shown.size()) {
      shown.add("and %d more problems".formatted(problems.size() - shown.size()));
    }
    return Optional.of(String.join("\n      ", shown));
  }

  private String told(Problem problem) {
    return problem.line() == 0
        ? "%s: %s".formatted(file, problem.what())
        : "%s:%d: %s".formatted(file, problem.line(), problem.what());
  }
}

package io.verilock.vkyc.evaluation.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The columns that a table may have.
 *
 * @param optional those that may be missing
 * @param misspeltRefused whether a further column whose name is nearly one of these is a problem
 */
public record Columns(List<String> required, List<String> optional, boolean misspeltRefused) {
  private static final int MOST_WRONG_LETTERS = 2;
  private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Z}_-]+");

  /** These columns, beside which there may be any others. */
  public static Columns amongOthers(List<String> required) {
    return new Columns(required, List.of(), false);
  }

  /** These columns; another whose name is nearly one of theirs is taken for a slip. */
  public static Columns withoutSlips(List<String> required, List<String> optional) {
    return new Columns(required, optional, true);
  }

  /** The name that is meant: {@code session_id} by {@code Session ID}. */
  static String normal(String name) {
    return BETWEEN_WORDS.matcher(strip(name).toLowerCase(Locale.ROOT)).replaceAll("_");
  }

  /** Without the blanks around it, those that {@link String#strip} leaves included. */
  static String strip(String cell) {
    return EDGES.matcher(cell).replaceAll("");
  }

  boolean has(String name) {
    return required.contains(name) || optional.contains(name);
  }

  /** The column that is probably meant by a name that is none. */
  Optional<String> meantBy(String name) {
    if (!misspeltRefused) {
      return Optional.empty();
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Stream.concat(required.stream(), optional.stream())
        .filter(known -> distance.apply(name, known) <= MOST_WRONG_LETTERS)
        .min(Comparator.comparing(known -> distance.apply(name, known)));
  }
}

package io.verilock.vkyc.evaluation.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What stands between the cells of a file. */
record Separator(char sign) {
  private static final List<Separator> USUAL =
      List.of(new Separator(','), new Separator(';'), new Separator('\t'));

  /** The line by which Excel is told; it ends before its line break. */
  private static final Pattern DECLARATION =
      Pattern.compile("(?i)\\A\"?sep=([^\"\\w\\s]|\t)\"?(?:\\1|[ \t])*(?=[\r\n]|\\z)");

  /** The one that the file declares, or else by which its header has most of the columns. */
  static Separator of(String text, Columns columns) {
    Matcher declaration = DECLARATION.matcher(text);
    if (declaration.find()) {
      return new Separator(declaration.group(1).charAt(0));
    }
    Separator best = USUAL.get(0);
    long most = 0;
    for (Separator separator : USUAL) {
      long known = separator.known(text, columns);
      if (known > most) {
        most = known;
        best = separator;
      }
    }
    return best;
  }

  /** The text with its declaration's line emptied, so that lines keep their numbers. */
  static String withoutDeclaration(String text) {
    return DECLARATION.matcher(text).replaceFirst("");
  }

  CSVParser parse(String text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(sign)
            // They come as rows, so that the line of what follows them is known.
            .setIgnoreEmptyLines(false)
            .setIgnoreSurroundingSpaces(true)
            .get();
    return CSVParser.parse(text, format);
  }

  static boolean isBlank(CSVRecord row) {
    return row.stream().map(Columns::strip).allMatch(String::isEmpty);
  }

  private long known(String text, Columns columns) {
    try (CSVParser parser = parse(text)) {
      return parser.stream()
          .filter(row -> !isBlank(row))
          .limit(1)
          .flatMap(CSVRecord::stream)
          .map(Columns::normal)
          .filter(name -> columns.has(name) || columns.meantBy(name).isPresent())
          .count();
    } catch (IOException | UncheckedIOException e) {
      // Quotes that fit another separator.
      return 0;
    }
  }

  /** As in "quote cells that hold commas", for whoever is told what the file was split at. */
  String plural() {
    return switch (sign) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      default -> "'%s'".formatted(sign);
    };
  }
}

package io.verilock.vkyc.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements of Flink SQL that stand in one text, each ended by a semicolon. */
public final class SqlScript {
  /**
   * Text in quotes, comments, or the end of a statement; a quote is doubled to stand for itself.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*'?|`[^`]*`?|\"[^\"]*\"?|--[^\n]*|/\\*(?!\\+).*?(\\*/|$)|;", Pattern.DOTALL);

  private SqlScript() {}

  /**
   * The statements that create a table for each topic.
   *
   * @param bootstrapServers Kafka's brokers, HOST:PORT separated by commas
   * @param follow whether queries follow what is written, rather than end with what is there now
   */
  public static List<String> topics(String bootstrapServers, boolean follow) {
    String tables = text("topics.sql").replace("${bootstrap}", bootstrapServers);
    return statements(
        follow
            ? tables
            : tables.replace(
                "'scan.bounded.mode' = 'unbounded'", "'scan.bounded.mode' = 'latest-offset'"));
  }

  /** The queries to start with. */
  public static List<String> examples() {
    return statements(text("examples.sql"));
  }

  /** The statements of a text, without comments and semicolons. */
  public static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      statement.append(text, from, token.start());
      from = token.end();
      if (token.group().equals(";")) {
        add(statement, statements);
      } else if (!token.group().startsWith("--") && !token.group().startsWith("/*")) {
        statement.append(token.group());
      }
    }
    add(statement.append(text.substring(from)), statements);
    return statements;
  }

  private static void add(StringBuilder statement, List<String> statements) {
    if (!statement.toString().isBlank()) {
      statements.add(statement.toString().strip());
    }
    statement.setLength(0);
  }

  private static String text(String file) {
    try (InputStream in = SqlScript.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

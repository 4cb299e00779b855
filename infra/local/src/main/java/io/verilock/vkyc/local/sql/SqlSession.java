package io.verilock.vkyc.local.sql;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import io.verilock.vkyc.sql.SqlScript;
import io.verilock.vkyc.sql.UnreadableRecordException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;

/**
 * Runs statements one after another where every topic is a table. They run in this process, and so
 * take no slots of the stack.
 */
public final class SqlSession {
  /** An order with a limit, which belong to the outermost query as they end it. */
  private static final Pattern FIRST_ROWS =
      Pattern.compile(
          "(.*\\bORDER\\s+BY\\b.*)\\bLIMIT\\s+(\\d{1,18})\\s*", CASE_INSENSITIVE | DOTALL);

  private final TableEnvironment tables;
  private final boolean follow;

  /**
   * Starts a session.
   *
   * @param bootstrapServers Kafka's brokers
   * @param follow whether queries follow what is written, rather than end with what is there now
   */
  public SqlSession(String bootstrapServers, boolean follow) {
    this.follow = follow;
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(settings(follow))
                .build());
    SqlScript.topics(bootstrapServers, follow).forEach(tables::executeSql);
  }

  /** How queries run on this machine. */
  static Configuration settings(boolean follow) {
    return Configuration.fromMap(
        Map.of(
            "execution.target",
            "local",
            // Local execution insists on it.
            "execution.attached",
            "true",
            "parallelism.default",
            "1",
            "table.local-time-zone",
            "UTC",
            // A compacted topic is a stream of changes. Flink sorts one by time only, unless told
            // otherwise; then it sorts at its end.
            "__table.exec.sort.non-temporal.enabled__",
            Boolean.toString(!follow)));
  }

  /**
   * Runs a statement to its end, and gives the rows that are left then.
   *
   * @throws QueryException if it is wrong, or fails
   */
  public QueryResult run(String statement) throws QueryException {
    // Flink finds the first rows of a stream of changes, but gives them in no order.
    Matcher firstRows = FIRST_ROWS.matcher(statement);
    boolean limited = !follow && firstRows.matches();
    try {
      TableResult result = tables.executeSql(limited ? firstRows.group(1) : statement);
      return new QueryResult(
          result.getResolvedSchema().getColumns().stream().map(Column::getName).toList(),
          left(result, limited ? Long.parseLong(firstRows.group(2)) : Long.MAX_VALUE));
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /**
   * Runs a statement and prints each change of its rows as it comes.
   *
   * @throws QueryException if it is wrong, or fails
   */
  public void print(String statement) throws QueryException {
    try {
      tables.executeSql(statement).print();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private static List<Row> left(TableResult result, long limit) throws Exception {
    Map<Row, Integer> counts = new LinkedHashMap<>();
    try (CloseableIterator<Row> changes = result.collect()) {
      while (changes.hasNext()) {
        Row row = changes.next();
        boolean added = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
        row.setKind(RowKind.INSERT);
        counts.merge(row, added ? 1 : -1, (one, other) -> one + other == 0 ? null : one + other);
      }
    }
    return counts.entrySet().stream()
        .flatMap(entry -> Collections.nCopies(entry.getValue(), entry.getKey()).stream())
        .limit(limit)
        .toList();
  }

  private static QueryException failure(Exception failure) {
    Optional<UnreadableRecordException> unreadable =
        ExceptionUtils.findThrowable(failure, UnreadableRecordException.class);
    if (unreadable.isPresent()) {
      return new QueryException(unreadable.get().getMessage(), failure);
    }
    if (failure instanceof SqlParserException
        || String.valueOf(failure.getMessage()).startsWith("SQL ")) {
      return new QueryException(firstLine(failure), null);
    }
    boolean wrong = failure instanceof ValidationException || failure instanceof TableException;
    return new QueryException(firstLine(root(failure)), wrong ? null : failure);
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
  }
}

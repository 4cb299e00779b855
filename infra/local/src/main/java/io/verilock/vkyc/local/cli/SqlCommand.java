package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.local.sql.QueryResult;
import io.verilock.vkyc.local.sql.SqlSession;
import io.verilock.vkyc.local.sql.SqlShell;
import io.verilock.vkyc.sql.SqlScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks questions of the topics. */
@Command(
    name = "sql",
    description = {
      "Queries the topics of a running stack with Flink SQL; without a statement, opens Flink's SQL client.",
      "Every topic is a table: video.score-distributions is score_distributions."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc sql                                    opens the client",
      "  ./vkyc sql \"SHOW TABLES\"",
      "  ./vkyc sql \"DESCRIBE results\"                 the columns and what they mean",
      "  ./vkyc sql \"SELECT code, COUNT(*) FROM dead_letters GROUP BY code\"",
      "  ./vkyc sql -f infra/sql/examples.sql",
      "  ./vkyc sql --follow \"SELECT * FROM drift_alerts\"",
      "",
      "docs/sql.md explains the tables, and what to mind."
    })
final class SqlCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(
      arity = "0..*",
      paramLabel = "STATEMENT",
      description = "Runs this and prints the rows that the topics hold now.")
  private List<String> given = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Runs the statements of a file, each ended by a semicolon.")
  private Path file;

  @Option(names = "--follow", description = "Prints every change of the rows, until interrupted.")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    List<String> statements = statements();
    String kafka = stack.running().kafka();
    if (file == null && given.isEmpty()) {
      SqlShell.open(kafka, follow, Home.work().resolve("sql-history"));
      return 0;
    }
    SqlSession session = new SqlSession(kafka, follow);
    for (String statement : statements) {
      if (follow) {
        session.print(statement);
      } else {
        show(session.run(statement));
      }
    }
    return 0;
  }

  private List<String> statements() throws Exception {
    List<String> statements = new ArrayList<>();
    if (file != null) {
      statements.addAll(SqlScript.statements(Files.readString(file)));
    }
    given.forEach(text -> statements.addAll(SqlScript.statements(text)));
    if (follow && statements.size() > 1) {
      throw new UsageException("--follow needs one statement, which never ends");
    }
    return statements;
  }

  private static void show(QueryResult result) {
    System.out.print(result);
    System.out.printf("  %d row%s%n%n", result.rows().size(), result.rows().size() == 1 ? "" : "s");
  }
}

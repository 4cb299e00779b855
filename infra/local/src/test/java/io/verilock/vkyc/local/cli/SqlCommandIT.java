package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Queries beside a stack that runs. */
@ExtendWith(SharedStack.class)
class SqlCommandIT {
  private static final String COUNT =
      "SELECT code, COUNT(*) AS n FROM dead_letters WHERE operator = 'sql-command' GROUP BY code";

  @TempDir static Path folder;
  private static Running running;

  @BeforeAll
  static void start(Running shared) throws Exception {
    running = shared;
    for (String code : List.of("late", "unreadable", "late")) {
      DeadLetter letter =
          DeadLetter.newBuilder()
              .setOperator("sql-command")
              .setTopic(Topics.CHUNKS.name())
              .setPartition(0)
              .setOffset(1)
              .setCode(code)
              .setReason("why")
              .build();
      write(Topics.DEAD_LETTERS, letter);
    }
  }

  @Test
  void aStatementPrintsItsRows() {
    Run run = vkyc("sql", COUNT + " ORDER BY n DESC;");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
              code         n
              late         2
              unreadable   1
              2 rows

            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theStatementsOfAFileRunInTurn() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("q.sql"),
            """
            -- two;
            CREATE VIEW late AS SELECT * FROM dead_letters
              WHERE operator = 'sql-command' AND code = 'late';
            SELECT COUNT(*) AS late FROM late;
            """);

    Run run = vkyc("sql", "-f", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("  late\n     2\n  1 row\n\n");
  }

  @Test
  void theClientKnowsTheTables() throws Exception {
    Path output = folder.resolve("client.txt");
    Process client =
        ChildJvm.start(Vkyc.class, output, "sql", "--data", running.folder().toString());
    try (Writer statements = client.outputWriter(StandardCharsets.UTF_8)) {
      statements.write(
          "SET 'sql-client.execution.result-mode' = 'tableau';\n" + COUNT + ";\nQUIT;\n");
    }

    assertThat(client.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .content()
        .containsPattern("\\+U \\| +late \\| +2 \\|")
        .contains("Received a total of 4 rows");
    assertThat(client.exitValue()).isZero();
  }

  @Test
  void whatIsWrittenLaterIsFollowed() throws Exception {
    Path output = folder.resolve("followed.txt");
    writeLiveScore("early");
    Process query =
        ChildJvm.start(
            Vkyc.class,
            output,
            "sql",
            "--follow",
            "SELECT session_id FROM live_scores",
            "--data",
            running.folder().toString());
    try {
      await(output, "early");
      writeLiveScore("later");
      await(output, "later");
      assertThat(query.isAlive()).isTrue();
    } finally {
      query.destroy();
    }
  }

  @Test
  void aWrongStatementIsExplainedWithoutATrace() {
    Run run = vkyc("sql", "SELECT * FROM nowhere");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("vkyc: SQL validation failed.")
        .contains("Object 'nowhere' not found")
        .doesNotContain("details are in", "\tat ");
  }

  @Test
  void severalStatementsCannotBeFollowed() {
    Run run = vkyc("sql", "--follow", "SELECT 1; SELECT 2");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("vkyc: --follow needs one statement, which never ends\n");
  }

  private static void await(Path output, String text) throws Exception {
    Await.until(
        text, () -> Files.readString(output).contains(text), () -> Files.readString(output));
  }

  private static void writeLiveScore(String sessionId) throws Exception {
    LiveScore score =
        LiveScore.newBuilder()
            .setSessionId(sessionId)
            .setSecond(1)
            .setPresentationTimeMs(1000)
            .setFrames(5)
            .setFaceFrames(5)
            .setFaces(1)
            .build();
    write(Topics.LIVE_SCORES, score);
  }

  private static <T extends SpecificRecord> void write(Topic<T> topic, T record) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", running.stack().address().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), topic.encode(record))).get();
    }
  }

  private static Run vkyc(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = running.folder().toString();
    return Run.of(all);
  }
}

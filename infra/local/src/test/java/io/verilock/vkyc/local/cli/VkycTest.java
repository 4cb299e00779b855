package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class VkycTest {
  @TempDir Path folder;

  @Test
  void helpListsEveryCommand() {
    Run help = Run.of("--help");

    assertThat(help.exit()).isZero();
    assertThat(help.out())
        .contains("demo", "up", "ingest", "batch", "evaluate", "simulate", "results")
        .contains("review", "models")
        .contains("./vkyc demo");
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aListOfCommandsSaysOfEachWholeSentences(CommandSpec command) {
    for (CommandLine listed : command.subcommands().values()) {
      String listing = command.commandLine().getUsageMessage().replaceAll("\\s+", " ");
      String description = listed.getCommandSpec().usageMessage().description()[0];
      assertThat(description).endsWith(".");
      assertThat(listing).contains(description);
    }
  }

  static Stream<CommandSpec> commands() {
    CommandLine vkyc = Vkyc.commandLine();
    return Stream.concat(
        Stream.of(vkyc.getCommandSpec()),
        vkyc.getSubcommands().values().stream().map(CommandLine::getCommandSpec));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(CommandSpec command) {
    Run help = command.parent() == null ? Run.of("--help") : Run.of(command.name(), "--help");

    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("Usage: " + command.qualifiedName());
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theExamplesOfItsHelpAreUnderstood(CommandSpec command) {
    Stream.of(command.usageMessage().footer())
        .map(String::strip)
        .filter(
            line ->
                line.startsWith("./vkyc ") && !line.matches("\\./vkyc (test|figures|fuzz)\\b.*"))
        .map(
            line ->
                line.substring("./vkyc ".length()).replaceFirst("( {3,}| \\| | analyse ).*", ""))
        .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(" ", -1))
        .forEach(
            example ->
                assertThatCode(() -> Vkyc.commandLine().parseArgs(example))
                    .as(Arrays.toString(example))
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-such-command",
        "batch people.csv",
        "batch people.csv --out x --parallelism 0",
        "batch people.csv --out x --parallelism two",
        "ingest people.csv --in-flight 0",
        "ingest people.csv --chunk-size 1048577",
        "up --parallelism -1",
        "review a",
        "review a --result maybe",
        "models mine",
        "evaluate",
        "evaluate --data people.csv",
        "evaluate --data people.csv --out x",
        "evaluate --data nowhere --out x",
        "simulate",
        "simulate --report no.json",
        "up --set vkyc.analysis.frame-rate=fast",
        "up --set vkyc.analysis.frame-rat=4",
        "up --set vkyc.models.pack=mine",
        "up --set vkyc.delivery-guarantee=sometimes"
      })
  void whatIsCalledWronglyExitsWith2(String arguments) throws Exception {
    Files.writeString(folder.resolve("people.csv"), "session_id,video\na,a.webm\n");
    Run run =
        Run.of(
            Stream.of(arguments.split(" ", -1))
                .filter(argument -> !argument.isEmpty())
                .map(argument -> argument.replace("people.csv", folder + "/people.csv"))
                .toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ", "Exception");
  }

  @Test
  void everyWrongSettingIsNamed() {
    Run run = Run.of("up", "--set", "vkyc.kafka.group=x", "--set", "vkyc.policy.sharpness=1");

    assertThat(run.err())
        .contains("vkyc.kafka.group: no such setting; did you mean vkyc.kafka.group-id?")
        .contains("vkyc.policy.sharpness: no such setting");
  }

  @Test
  void aBatchTakesNoSettingOfWhatItDoesNotUse() throws Exception {
    Path manifest = Files.writeString(folder.resolve("people.csv"), "session_id,video\na,a.webm\n");

    Run run =
        Run.of(
            "batch",
            manifest.toString(),
            "--out",
            folder.resolve("results.jsonl").toString(),
            "--set",
            "vkyc.kafka.group-id=mine",
            "--set",
            "vkyc.hadoop.fs.s3a.endpoint=http://localhost");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "vkyc: vkyc.kafka.group-id, vkyc.hadoop.fs.s3a.endpoint: this command uses neither"
                + " Kafka nor an object store; leave such settings out\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "ingest"})
  void aManifestThatCannotBeUsedIsNamedWithItsLine(String command) throws Exception {
    Path manifest =
        Files.writeString(folder.resolve("people.csv"), "session_id,video\na b,v.mp4\n");
    List<String> arguments = List.of(command, manifest.toString());
    Path results = folder.resolve("results.jsonl");

    Run run =
        Run.of(
            (command.equals("batch")
                    ? Stream.concat(arguments.stream(), Stream.of("--out", results.toString()))
                    : arguments.stream())
                .toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("vkyc: " + manifest + ":2: ");
    assertThat(folder.toFile().list()).containsExactly("people.csv");
  }

  @Test
  void columnsOfAManifestThatAreIgnoredAreNamed() throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("people.csv"), "Session ID;name;video;note\na;Bea;v.mp4;\n");

    Run batch = Run.of("batch", manifest.toString(), "--out", folder.toString());
    Run ingest = Run.of("ingest", manifest.toString(), "--data", folder.toString());

    assertThat(batch.err()).startsWith("ignored columns: name, note\nvkyc: ");
    assertThat(ingest.err()).startsWith("ignored columns: name, note\nvkyc: no stack is running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results", "results a", "review a --result approved"})
  void withoutAStackThereIsOneLineThatSaysHowToStartOne(String arguments) {
    Run run = Run.of((arguments + " --data " + folder).split(" ", -1));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "vkyc: no stack is running on %s; start one in another terminal with: ./vkyc up\n"
                .formatted(folder));
  }

  @Test
  void anEvaluationSaysWhatItLookedForAndWhereTheDataIsWrong() throws Exception {
    String out = folder.resolve("figures").toString();
    Run empty = Run.of("evaluate", "--data", folder.toString(), "--out", out);
    assertThat(empty.exit()).isEqualTo(2);
    assertThat(empty.err())
        .startsWith("vkyc: %s: none of pairs.csv, doc_pairs.csv".formatted(folder));

    Path pairs =
        Files.writeString(folder.resolve("pairs.csv"), "path_a,path_b,same\na.jpg,b.jpg,2\n");
    Run wrong = Run.of("evaluate", "--data", folder.toString(), "--out", out);
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("vkyc: %s:2: same '2' is neither 1 nor 0\n".formatted(pairs));

    Files.writeString(pairs, "path_a,path_b,same\na.jpg,b.jpg,1\n");
    Run pack = Run.of("evaluate", "--data", folder.toString(), "--out", out, "--pack", "mine");
    assertThat(pack.exit()).isEqualTo(2);
    assertThat(pack.err()).contains("there is no model pack mine");
    Run file = Run.of("evaluate", "--data", folder.toString(), "--out", pairs.toString());
    assertThat(file.exit()).isEqualTo(2);
    assertThat(file.err()).isEqualTo("vkyc: %s: is a file, name a folder\n".formatted(pairs));
    assertThat(folder.toFile().list()).containsExactly("pairs.csv");
  }

  @Test
  void aFolderAsOutputIsRefusedBeforeTheAnalysis() throws Exception {
    Path manifest = Files.writeString(folder.resolve("people.csv"), "session_id,video\na,v.mp4\n");

    Run run = Run.of("batch", manifest.toString(), "--out", folder.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "vkyc: %s: is a folder, name a file in it".formatted(folder),
            "      details are in " + Home.log());
  }
}

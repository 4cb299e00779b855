package io.verilock.vkyc.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script in a checkout of its own, with stand-ins for the tools it calls. */
class StartScriptTest {
  private static final Path SCRIPT = Path.of("../../vkyc").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path checkout;
  private Path tools;

  @BeforeEach
  void layOut() throws Exception {
    checkout = Files.createDirectories(folder.resolve("check out"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Files.copy(SCRIPT, checkout.resolve("vkyc"));
    executable(checkout.resolve("vkyc"));
    Files.createDirectories(checkout.resolve("infra/local/src"));
    Files.createDirectories(checkout.resolve("infra/sql"));
    Files.createDirectories(checkout.resolve("jobs/src"));
    Files.writeString(
        checkout.resolve("pom.xml"), "  <vkyc.jvm.arguments>-Da=1 -Db=2</vkyc.jvm.arguments>\n");
    Files.writeString(checkout.resolve("jobs/pom.xml"), "");
    Files.writeString(checkout.resolve("jobs/src/A.java"), "");
    tool("javac", "");
    tool("npm", "");
    tool(
        "java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "17.0.1" 2021-10-19' >&2; exit; fi
        echo "java in $PWD for $VKYC_HOME"
        printf '<%s>\\n' "${@: -2}"
        """);
    tool(
        "mvn",
        """
        echo "mvn $*" >>"$VKYC_HOME/mvn.log"
        for argument; do
          case $argument in -Dmdep.outputFile=*) echo a.jar:b.jar >"${argument#*=}" ;; esac
        done
        classes=$VKYC_HOME/infra/bench/target/classes/io/verilock/vkyc/bench
        mkdir -p "$classes" && touch "$classes/BenchCommand.class"
        echo '[INFO] Building jobs 0.1'
        echo 'Downloaded from central: https://host/a.jar (1.5 MB at 2 MB/s)'
        echo 'Downloaded from central: https://host/b.jar (500 kB at 2 MB/s)'
        """);
    for (String standard :
        List.of(
            "bash",
            "env",
            "readlink",
            "dirname",
            "find",
            "mkdir",
            "touch",
            "mv",
            "cat",
            "tee",
            "awk",
            "tr",
            "sed",
            "head",
            "grep",
            "sort")) {
      link(standard);
    }
  }

  @Test
  void itBuildsOnceAndHandsArgumentsOnInTheFolderItIsCalledIn() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path command = Files.createSymbolicLink(elsewhere.resolve("kyc"), checkout.resolve("vkyc"));

    Finished first = run(elsewhere, command, "results", "a b");
    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("First build here: Maven downloads")
        .contains("downloaded 2 files, 2 MB")
        .contains("java in %s for %s".formatted(elsewhere, checkout))
        .endsWith("<results>\n<a b>\n");

    Finished second = run(elsewhere, command, "results", "a b");
    assertThat(second.output()).startsWith("java in ");
    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "jobs/src/A.java",
    "jobs/src/B.java",
    "pom.xml",
    "jobs/pom.xml",
    "infra/local/src/C",
    "infra/sql/D.sql"
  })
  void itBuildsAgainWhenASourceIsNewer(String source) throws Exception {
    run(checkout, checkout.resolve("vkyc"), "results", "x");
    Files.writeString(checkout.resolve(source), "new");
    Files.setLastModifiedTime(
        checkout.resolve(source), FileTime.from(Instant.now().plusSeconds(5)));

    run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void whatTheBuildMakesIsNoSource() throws Exception {
    run(checkout, checkout.resolve("vkyc"), "results", "x");
    Path made = Files.createDirectories(checkout.resolve("infra/local/target"));
    Path file = Files.writeString(made.resolve("Made.class"), "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

    run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void itBuildsAgainAfterACleaning() throws Exception {
    run(checkout, checkout.resolve("vkyc"), "results", "x");
    Files.delete(
        checkout.resolve("infra/bench/target/classes/io/verilock/vkyc/bench/BenchCommand.class"));

    run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void theJvmGetsTheBuildsOptionsAndClassPathFromAFile() throws Exception {
    run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(Files.readAllLines(checkout.resolve(".vkyc/jvm.args")))
        .startsWith("-Da=1", "-Db=2")
        .endsWith("-cp \"%s/infra/bench/target/classes:a.jar:b.jar\"".formatted(checkout));
  }

  @Test
  void aFailedBuildIsShownAndTriedAgain() throws Exception {
    String works = Files.readString(tools.resolve("mvn"));
    tool("mvn", "echo '[ERROR] /A.java:[3,4] not a statement'; exit 1");

    Finished failed = run(checkout, checkout.resolve("vkyc"), "results", "x");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.output())
        .contains("[ERROR] /A.java:[3,4] not a statement")
        .contains("the build failed; its whole output is in " + checkout + "/.vkyc/build.log")
        .doesNotContain("java in");

    Files.writeString(tools.resolve("mvn"), works);
    assertThat(run(checkout, checkout.resolve("vkyc"), "results", "x").exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "java, Java is missing",
    "javac, 'there is a Java, but no compiler'",
    "mvn, Maven is missing",
    "npm, npm is missing"
  })
  void aMissingToolIsNamedWithWhatToDo(String tool, String message) throws Exception {
    Files.delete(tools.resolve(tool));

    Finished run = run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).startsWith("vkyc: " + message).contains("install").hasLineCount(1);
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    tool("java", "echo 'openjdk version \"11.0.2\"' >&2");

    Finished run = run(checkout, checkout.resolve("vkyc"), "results", "x");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).startsWith("vkyc: Java 11 is too old; install a JDK 17");
  }

  @Test
  void testRunsEveryTestAndNamesTheSlowest() throws Exception {
    tool(
        "mvn",
        """
        echo "mvn $*" >>"$VKYC_HOME/mvn.log"
        reports=$VKYC_HOME/jobs/target/surefire-reports
        mkdir -p "$reports"
        for i in 1 2 3 4 5 6 7 8 9 10 11; do
          echo "<testsuite version=\\"3\\" name=\\"io.Test$i\\" time=\\"$i.5\\" tests=\\"1\\">" >"$reports/TEST-$i.xml"
        done
        exit 7
        """);
    Path old = Files.createDirectories(checkout.resolve("models/target/surefire-reports"));
    Path report = old.resolve("TEST-old.xml");
    Files.writeString(report, "<testsuite name=\"io.Old\" time=\"99\" tests=\"1\">");
    Files.setLastModifiedTime(report, FileTime.from(Instant.now().minusSeconds(60)));

    Finished run = run(folder, checkout.resolve("vkyc"), "test", "-o");

    assertThat(run.exit()).as("what Maven says").isEqualTo(7);
    assertThat(mavensArguments()).isEqualTo("-B --no-transfer-progress verify -o");
    assertThat(run.output())
        .contains("The slowest test classes (seconds):\n    11.5 io.Test11\n    10.5 io.Test10\n")
        .endsWith("     2.5 io.Test2\n    71.5 all 11 classes\n");
  }

  @Test
  void aQuickTestLeavesOutWhatNeedsRecordingsAndClusters() throws Exception {
    run(folder, checkout.resolve("vkyc"), "test", "--quick");

    assertThat(mavensArguments())
        .isEqualTo(
            "-B --no-transfer-progress test -Dvkyc.tests.excluded=figures | media | cluster");
  }

  @Test
  void aModulesTestsAreRunAloneAndWhatItNeedsIsBuilt() throws Exception {
    run(folder, checkout.resolve("vkyc"), "test", "local", "--quick");

    assertThat(mavensArguments())
        .startsWith("-B --no-transfer-progress test -pl infra/local -am ")
        .contains("-Dtest=io/verilock/vkyc/local/**/*Test ")
        .contains("-Dit.test=io/verilock/vkyc/local/**/*IT ")
        .endsWith("-Dvkyc.tests.excluded=figures | media | cluster");
  }

  @Test
  void aModuleThatIsNotThereIsNamed() throws Exception {
    Finished run = run(folder, checkout.resolve("vkyc"), "test", "job");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            "vkyc: there is no module job; there are schemas, models, jobs, gateway, client, evaluation, importer, sql, local and bench\n");
    assertThat(checkout.resolve("mvn.log")).doesNotExist();
  }

  @Test
  void figuresAreMadeInsteadOfTests() throws Exception {
    run(folder, checkout.resolve("vkyc"), "figures");

    assertThat(mavensArguments())
        .contains(
            " -pl infra/importer,jobs,infra/evaluation ",
            "-Dvkyc.tests=figures ",
            "-Dvkyc.tests.excluded=")
        .doesNotContain("media");
  }

  @Test
  void aKindOfFileIsFuzzedForAsLongAsIsAsked() throws Exception {
    run(folder, checkout.resolve("vkyc"), "fuzz", "mp4", "--seconds", "60", "-o");

    assertThat(mavensArguments())
        .isEqualTo(
            "-B --no-transfer-progress test -pl jobs -am -Dtest=RecordingFuzzTest#mp4"
                + " -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dvkyc.tests.jvm.arguments=-Xms1500m -XX:+AlwaysPreTouch"
                + " -Dvkyc.tests.timeout=660 s -DJAZZER_FUZZ=1 -Djazzer.hooks=true"
                + " -Djazzer.instrument=io.verilock.vkyc.**,com.twelvemonkeys.**,com.drew.**"
                + " -Djazzer.max_duration=60s -o");
  }

  @Test
  void everyKindOfFileIsFuzzedForTenMinutes() throws Exception {
    run(folder, checkout.resolve("vkyc"), "fuzz");

    assertThat(Files.readAllLines(checkout.resolve("mvn.log")))
        .hasSize(3)
        .allMatch(line -> line.endsWith(" -Djazzer.max_duration=600s"))
        .anyMatch(line -> line.contains(" -pl models -am -Dtest=PhotoFuzzTest#photo "))
        .anyMatch(line -> line.contains(" -Dtest=RecordingFuzzTest#webm "))
        .anyMatch(line -> line.contains(" -Dtest=RecordingFuzzTest#mp4 "));
  }

  @ParameterizedTest
  @CsvSource({
    "mp3, 'there is nothing called mp3 to fuzz; there are photo, webm and mp4'",
    "--seconds, --seconds needs a whole number above 0"
  })
  void whatCannotBeFuzzedIsRefused(String argument, String message) throws Exception {
    Finished run = run(folder, checkout.resolve("vkyc"), "fuzz", argument);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).isEqualTo("vkyc: " + message + "\n");
    assertThat(checkout.resolve("mvn.log")).doesNotExist();
  }

  private String mavensArguments() throws IOException {
    return Files.readString(checkout.resolve("mvn.log")).strip().substring("mvn ".length());
  }

  private record Finished(int exit, String output) {}

  private Finished run(Path in, Path command, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(command.toString()), Stream.of(arguments)).toList())
            .directory(in.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), output);
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("mvn.log")).size();
  }

  private void tool(String name, String script) throws IOException {
    Files.writeString(tools.resolve(name), "#!/usr/bin/env bash\n" + script);
    executable(tools.resolve(name));
  }

  /** Only these are on the path, so that tools can be missing. */
  private void link(String name) throws IOException {
    for (String bin : List.of("/usr/bin", "/bin")) {
      Path tool = Path.of(bin, name);
      if (Files.exists(tool)) {
        Files.createSymbolicLink(tools.resolve(name), tool);
        return;
      }
    }
    throw new AssertionError("this machine has no " + name);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

package io.verilock.vkyc.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.local.cli.BroughtCommand;
import io.verilock.vkyc.local.cli.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "bench",
    description =
        "Measures on this machine, each figure beside what it is to be compared with in the same "
            + "run: medians of paired runs and their spread. docs/performance.md says what each one is.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements BroughtCommand {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(names = "--quick", description = "Less of all, and less steady figures.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON, too.")
  private Path json;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Only this part, may be given more than once: ${COMPLETION-CANDIDATES}.")
  private List<BenchPart> only = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(Home.work()), "bench");
    List<Figure> figures = new ArrayList<>();
    try {
      for (BenchPart part : only.isEmpty() ? List.of(BenchPart.values()) : only) {
        List<Figure> measured =
            part.measure(
                new BenchRun(
                    work.resolve(part.name()),
                    quick ? BenchRun.Extent.QUICK : BenchRun.Extent.USUAL,
                    line -> say(part, line)));
        System.out.print(FigureTable.of(measured));
        System.out.println();
        figures.addAll(measured);
      }
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
    if (json != null) {
      Map<String, Figure> byName = new LinkedHashMap<>();
      figures.forEach(figure -> byName.put(figure.name(), figure));
      Files.writeString(json, JSON.writeValueAsString(byName) + "\n");
    }
    return 0;
  }

  private static void say(BenchPart part, String line) {
    System.err.printf("%s: %s ...%n", part, line);
  }
}
